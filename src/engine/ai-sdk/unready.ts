/** The fetch of a model that is made only to see whether it can be made. */
export const unready = (): Promise<Response> =>
  Promise.reject(new TypeError('nothing is asked before a call'))
