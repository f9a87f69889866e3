import { removeRunFolder } from "./server.ts";

export default function remove(): void {
  if (!process.env.EFFEN_E2E_KEEP) removeRunFolder();
}
