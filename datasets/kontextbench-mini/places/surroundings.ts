export type Season = 'summer' | 'autumn' | 'winter'
export type Light = 'day' | 'sunset' | 'night'
export type Weather = 'clear' | 'rain' | 'snow' | 'fog'

/** Colours a place is painted in; a style is another set of these. */
export interface Palette {
  wall: string
  wall2: string
  leaf: string
  /** Grass and earth. */
  ground: string
  /** Stone, sand and floors. */
  paving: string
  accent: string
}

/** What a place needs to know to draw itself. */
export interface Surroundings<Place extends string = string> {
  place: Place
  palette: Palette
  season: Season
  light: Light
  weather: Weather
}

/** A place: all that stands behind the things, and what shines over the night. */
export interface PlaceDrawing {
  svg: string
  /** Middles and radii of lamps and lit windows. */
  lamps: readonly (readonly [x: number, y: number, r: number])[]
  /** Under a roof no snow falls and no rain. */
  indoors?: boolean
}
export type DrawPlace = (of: Surroundings) => PlaceDrawing
