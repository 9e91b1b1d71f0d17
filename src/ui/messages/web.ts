import { webEn, type WebMessages } from './web-en.ts'
import { webZh } from './web-zh.ts'

/** Sentences of the server's pages by language. */
export const webMessages: { en: WebMessages; zh: WebMessages } = { en: webEn, zh: webZh }
