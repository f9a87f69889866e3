// A mail server as a process of its own, for tests: `node smtp.mjs PORT FILE [DELAY_MS]`. Each message it takes over stands
// as one line of JSON in FILE before it says so. It has no box for anybody at full.example.
import { appendFileSync } from "node:fs";
import { SMTPServer } from "smtp-server";

const [port, file, delay = "0"] = process.argv.slice(2);

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  logger: false,
  onRcptTo(address, session, done) {
    if (!address.address.endsWith("@full.example")) return done();
    done(Object.assign(new Error("no such box"), { responseCode: 550 }));
  },
  onData(stream, session, done) {
    const parts = [];
    stream.on("data", (part) => parts.push(part));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map((one) => one.address);
      const raw = Buffer.concat(parts).toString("utf8");
      appendFileSync(file, `${JSON.stringify({ from: session.envelope.mailFrom.address, to, raw })}\n`);
      // Somewhere in here the sender may be killed: the message is taken, and it does not know.
      setTimeout(done, Number(delay));
    });
  },
});
server.on("error", (error) => console.error(String(error)));
server.listen(Number(port), "127.0.0.1", () => console.log("ready"));
