import { changeQuality } from './change-quality.ts'
changeQuality()
