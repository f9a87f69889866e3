// An address with TLS in front of a server of these tests. Mollie's own client speaks nothing else; a site stands behind a
// proxy that does this, and so does the sandbox here.
import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import tls from "node:tls";
import { generate } from "selfsigned";

/** A running front. */
export interface Secure {
  /** Its address, without a slash at the end. */
  url: string;
  close(): void;
}

/** Starts a front for the server at `target`. An authority made for this one time signs it, and this process trusts it: a
 *  client that brings its own list of authorities (Mollie's does) gets it added. */
export async function secure(target: string): Promise<Secure> {
  const common = { keyType: "ec", algorithm: "sha256" } as const;
  const authority = await generate([{ name: "commonName", value: "Effen test authority" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: "commonName", value: "localhost" }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  const makeContext = tls.createSecureContext;
  tls.createSecureContext = (options) => {
    const made = makeContext(options);
    (made.context as { addCACert(pem: string): void }).addCACert(authority.cert);
    return made;
  };
  const server = createServer({ key: leaf.private, cert: leaf.cert }, (asked, answer) => {
    const onward = request(`${target}${asked.url}`, { method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.once("error", () => answer.writeHead(502).end());
    asked.pipe(onward);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    tls.createSecureContext = makeContext;
  };
  return { url: `https://localhost:${port}`, close };
}
