import type { Actor, Expression, Looks } from '../cast/actor.ts'
import type { Wear } from '../cast/wear.ts'
import { colours, type Colour } from '../paint/part.ts'
import { createSetting, type PlaceName, type Surroundings } from '../places/place.ts'
import type { Thing } from '../things/thing.ts'
import type { Look } from './look.ts'
import type { Cue, Scene } from './scene.ts'

/** An edit of a scene. */
export type Change = (scene: Scene) => Scene

/** One edit after the other. */
export const inTurn =
  (...changes: readonly Change[]): Change =>
  (scene) =>
    changes.reduce((so, change) => change(so), scene)

/** Changes one thing; a wrong id would make an edit that changes nothing, so it is a fault. */
export const alter =
  (id: string, to: Partial<Omit<Thing, 'id'>>): Change =>
  (scene) => {
    if (!scene.things.some((thing) => thing.id === id)) throw new Error(`no thing "${id}"`)
    return {
      ...scene,
      things: scene.things.map((thing) => (thing.id === id ? { ...thing, ...to } : thing)),
    }
  }

export const recolour = (id: string, colour: Colour): Change => alter(id, { hex: colours[colour] })

export const remove =
  (...ids: readonly string[]): Change =>
  (scene) => ({
    ...scene,
    things: scene.things.filter((thing) => !ids.includes(thing.id)),
    cast: scene.cast.filter((actor) => !ids.includes(actor.id)),
  })

export const put =
  (...things: readonly Thing[]): Change =>
  (scene) => ({ ...scene, things: [...scene.things, ...things] })

export const bring =
  (...actors: readonly Actor[]): Change =>
  (scene) => ({ ...scene, cast: [...scene.cast, ...actors] })

const actorChange =
  (id: string, change: (actor: Actor) => Actor): Change =>
  (scene) => {
    if (!scene.cast.some((actor) => actor.id === id)) throw new Error(`no actor "${id}"`)
    return { ...scene, cast: scene.cast.map((actor) => (actor.id === id ? change(actor) : actor)) }
  }

export const express = (id: string, expression: Expression): Change =>
  actorChange(id, (actor) => ({ ...actor, expression }))

/** Puts it on; what was worn under the same name goes. */
export const wear = (id: string, ...wears: readonly Wear[]): Change =>
  actorChange(id, (actor) => ({
    ...actor,
    wears: [
      ...actor.wears.filter((old) => !wears.some((fresh) => fresh.name === old.name)),
      ...wears,
    ],
  }))

export const takeOff = (id: string, name: Wear['name']): Change =>
  actorChange(id, (actor) => ({
    ...actor,
    wears: actor.wears.filter((worn) => worn.name !== name),
  }))

export const restyle = (id: string, looks: Partial<Record<string, string | boolean>>): Change =>
  actorChange(id, (actor) => ({ ...actor, looks: { ...actor.looks, ...looks } as Looks }))

export const write =
  (text: string): Change =>
  (scene) => ({ ...scene, sign: scene.sign && { ...scene.sign, text } })

export const surround =
  (to: Partial<Surroundings>): Change =>
  (scene) => ({
    ...scene,
    setting: createSetting({ ...scene.setting.surroundings, ...to }),
  })

export const develop =
  (look: Look): Change =>
  (scene) => ({ ...scene, look })

export const mark =
  (...cues: readonly Cue[]): Change =>
  (scene) => ({ ...scene, cues })

/** How large a body stands when it is alone in the picture. */
const alone = (scene: Scene, actor: Actor): Actor => ({
  ...actor,
  x: scene.frame.x + scene.frame.width / 2,
  y: 960,
  scale: actor.scale * (scene.frame.height < 1024 ? 1 : 1.12),
})

/** One of the cast elsewhere: sign, things and company stay behind. */
export const goTo =
  (place: PlaceName, to: Partial<Surroundings> = {}, id = 'hero'): Change =>
  (scene) => ({
    ...scene,
    setting: createSetting({
      ...scene.setting.surroundings,
      light: 'day',
      weather: 'clear',
      season: 'summer',
      place,
      ...to,
    }),
    sign: null,
    things: [],
    cues: [],
    cast: scene.cast.filter((actor) => actor.id === id).map((actor) => alone(scene, actor)),
  })

/** How high the head begins over the ground, in a body's own units. */
const chinHeight = ({ kind, noun }: Looks): number => {
  if (kind === 'robot') return 240
  if (kind !== 'person') return 170
  return noun === 'woman' || noun === 'man' ? 380 : 275
}

/** A nearer view of the only body in the picture: its head a little over the middle. */
export const comeNearer =
  (by: number, id = 'hero'): Change =>
  (scene) =>
    actorChange(id, (actor) => ({
      ...actor,
      scale: actor.scale * by,
      y: Math.round(
        scene.frame.y + scene.frame.height * 0.56 + chinHeight(actor.looks) * actor.scale * by,
      ),
    }))(scene)
