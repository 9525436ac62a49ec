/** How this worker reaches the Hugging Face Hub. The token is here and in the requests, nowhere else. */
export interface HubAccess {
  /** `HF_ENDPOINT`, without a slash at its end. */
  endpoint: string;
  /** `HF_TOKEN`. */
  token: string | undefined;
  /** The cache folder that the Hub's own tools use. */
  cacheDirectory: string;
}

/** What every call to the Hub's library takes. */
export function hubCredentials({ endpoint, token }: HubAccess) {
  return { hubUrl: endpoint, ...(token === undefined ? {} : { accessToken: token }) };
}
