// Reading an answer up to a bound. A body without end, or a small one that unpacks to gigabytes,
// is cut off while it comes in.

/** A body as text, and whether there was more of it. */
export type BoundedText = { readonly read: string; readonly isCut: boolean };

/** Reads at most so many bytes after decompression; the rest is never received. */
export const readBounded = async (
  response: Pick<Response, 'body'>,
  bytesMax: number,
): Promise<BoundedText> => {
  if (response.body === null) return { read: '', isCut: false };
  const decoder = new TextDecoder();
  let read = '';
  let bytes = 0;
  const chunks: AsyncIterable<Uint8Array> = response.body;
  for await (const chunk of chunks) {
    const room = bytesMax - bytes;
    read += decoder.decode(chunk.subarray(0, room), { stream: true });
    bytes += chunk.length;
    // Leaving the loop cancels the stream.
    if (chunk.length > room) return { read, isCut: true };
  }
  return { read: read + decoder.decode(), isCut: false };
};
