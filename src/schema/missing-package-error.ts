import { KontextError } from './kontext-error.ts'

/** An optional package is absent; says which, what it serves, and how to get it. */
export class MissingPackageError extends KontextError {
  constructor(packageName: string, purpose: string, options?: ErrorOptions) {
    super(
      'missing-package',
      `${purpose} needs the optional package ${packageName}. Install it with: npm install ${packageName}`,
      3,
      options,
    )
    this.name = 'MissingPackageError'
  }
}
