/** A form as the bytes of a multipart body, so that sending it is one timed write. */
export async function encodeForm(
  form: FormData,
): Promise<{ body: Uint8Array; contentType: string }> {
  // Response serialises a form exactly as fetch would.
  const encoded = new Response(form)
  return {
    body: new Uint8Array(await encoded.arrayBuffer()),
    contentType: encoded.headers.get('content-type') ?? 'multipart/form-data',
  }
}
