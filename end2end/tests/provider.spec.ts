// The sandbox provider as Mollie's own client sees it: what works against it works against the real one.
import { createMollieClient, MandateMethod, MollieApiError, PaymentMethod, SequenceType, type MollieClient } from "@mollie/api-client";
import { secure } from "../support/secure.ts";
import { expect, test as base } from "../support/test.ts";

const test = base.extend<{ endpoint: string; client: MollieClient; stranger: MollieClient }>({
  endpoint: async ({ server }, use) => {
    const front = await secure(server.url);
    await use(`${front.url}/sandbox/v2/`);
    front.close();
  },
  client: async ({ endpoint }, use) => {
    await use(createMollieClient({ apiKey: "test_sandbox_of_a_demonstration", apiEndpoint: endpoint }));
  },
  stranger: async ({ endpoint }, use) => {
    await use(createMollieClient({ apiKey: "test_somebody_elses_key_of_thirty_signs", apiEndpoint: endpoint }));
  },
});

/** The status and the field of a refusal. */
async function refused(asked: Promise<unknown>): Promise<[number | undefined, string | undefined]> {
  const error = await asked.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(error).toBeInstanceOf(MollieApiError);
  const { statusCode, field } = error as MollieApiError;
  return [statusCode, field];
}

test("Mollie's own client makes, reads, changes, lists, cancels and refunds payments", { tag: ["@js", "@looks"] }, async ({ client }) => {
  test.skip(test.info().project.name !== "desktop", "no browser is part of it");
  const amount = { value: "12.34", currency: "EUR" };
  const order = { amount, description: "Rekening 1", redirectUrl: "https://shop.example/terug", metadata: { order: "1" } };

  const made = await client.payments.create({ ...order, method: PaymentMethod.ideal, idempotencyKey: "one" });
  const again = await client.payments.create({ ...order, method: PaymentMethod.ideal, idempotencyKey: "one" });
  expect(again.id, "one key, one payment").toBe(made.id);
  expect(made).toMatchObject({ resource: "payment", mode: "test", status: "open", amount, metadata: { order: "1" } });
  const checkout = made.getCheckoutUrl() ?? "";
  expect(checkout).toContain("/sandbox/bank/");

  const changed = await client.payments.update(made.id, { description: "Rekening 1, nieuw", metadata: { order: "2" } });
  expect(changed).toMatchObject({ description: "Rekening 1, nieuw", metadata: { order: "2" } });
  const open = await client.payments.create({ ...order, description: "De betaler kiest" });
  expect(open.method, "without a method the payer chooses").toBeNull();
  const listed = await client.payments.page({ limit: 1 });
  expect(listed.map((payment) => payment.id)).toEqual([open.id]);
  expect((await client.payments.page({ limit: 1, from: made.id })).map((payment) => payment.id)).toEqual([made.id]);

  const transfer = await client.payments.create({ ...order, method: PaymentMethod.banktransfer });
  expect(transfer.isCancelable).toBe(true);
  expect((await client.payments.cancel(transfer.id)).status).toBe("canceled");

  const bank = await fetch(checkout, { method: "POST", body: new URLSearchParams({ choice: "paid" }), redirect: "manual" });
  expect(bank.status).toBe(303);
  const paid = await client.payments.get(made.id);
  expect(paid).toMatchObject({ status: "paid", amountRefunded: { value: "0.00" }, amountRemaining: { value: "12.34" } });
  expect(paid.paidAt).toBeTruthy();

  const part = { value: "2.34", currency: "EUR" };
  const refund = await client.paymentRefunds.create({ paymentId: made.id, amount: part, metadata: { why: "test" } });
  expect(refund).toMatchObject({ resource: "refund", status: "pending", amount: part, metadata: { why: "test" } });
  expect((await client.paymentRefunds.get(refund.id, { paymentId: made.id })).id).toBe(refund.id);
  expect((await client.paymentRefunds.page({ paymentId: made.id })).map((one) => one.id)).toEqual([refund.id]);
  expect((await client.payments.get(made.id)).amountRefunded).toEqual(part);
  await client.paymentRefunds.cancel(refund.id, { paymentId: made.id });
  expect((await client.payments.get(made.id)).amountRefunded).toEqual({ value: "0.00", currency: "EUR" });

  await fetch(checkout, { method: "POST", body: new URLSearchParams({ choice: "chargeback" }), redirect: "manual" });
  const backs = await client.paymentChargebacks.page({ paymentId: made.id });
  expect(backs.map((back) => back.amount)).toEqual([amount]);
  expect((await client.payments.get(made.id)).amountChargedBack).toEqual(amount);
  expect((await client.methods.list()).map((method) => method.id)).toContain("ideal");
});

test("Mollie's own client reads its refusals", { tag: ["@js", "@looks"] }, async ({ client, stranger }) => {
  test.skip(test.info().project.name !== "desktop", "no browser is part of it");
  const order = { description: "x", redirectUrl: "https://shop.example/" };
  expect(await refused(stranger.payments.get("tr_x"))).toEqual([401, undefined]);
  expect(await refused(client.payments.get("tr_x"))).toEqual([404, undefined]);
  const nothing = { amount: { value: "0.00", currency: "EUR" }, ...order };
  expect(await refused(client.payments.create(nothing))).toEqual([422, "amount"]);
  const open = await client.payments.create({ amount: { value: "1.00", currency: "EUR" }, ...order });
  const early = client.paymentRefunds.create({ paymentId: open.id, amount: { value: "1.00", currency: "EUR" } });
  expect((await refused(early))[0]).toBe(422);
  expect((await refused(client.payments.cancel(open.id)))[0]).toBe(422);
});

test("Mollie's own client makes customers, mandates and recurring payments", { tag: ["@js", "@looks"] }, async ({ client }) => {
  test.skip(test.info().project.name !== "desktop", "no browser is part of it");
  const customer = await client.customers.create({ name: "A. de Vries", email: "a@example.com", metadata: { file: "1" } });
  expect(customer).toMatchObject({ resource: "customer", mode: "test", name: "A. de Vries", metadata: { file: "1" } });
  expect((await client.customers.get(customer.id)).email).toBe("a@example.com");
  const customerId = customer.id;
  const account = { consumerName: "A. de Vries", consumerAccount: "NL91ABNA0417164300" };
  const asked = { customerId, method: MandateMethod.directdebit, ...account, signatureDate: "2026-05-12", mandateReference: "EF-1-M1" };
  const mandate = await client.customerMandates.create(asked);
  expect(mandate).toMatchObject({ resource: "mandate", status: "valid", method: "directdebit", mandateReference: "EF-1-M1" });
  expect(mandate.details).toMatchObject(account);
  expect((await client.customerMandates.get(mandate.id, { customerId })).id).toBe(mandate.id);
  expect((await client.customerMandates.page({ customerId })).map((one) => one.id)).toEqual([mandate.id]);

  const order = { amount: { value: "50.00", currency: "EUR" }, description: "Termijn 1", customerId, mandateId: mandate.id };
  const payment = await client.payments.create({ ...order, sequenceType: SequenceType.recurring });
  expect(payment).toMatchObject({ status: "pending", method: "directdebit", sequenceType: "recurring", customerId, mandateId: mandate.id });
  expect(payment.isCancelable).toBe(true);
  expect((await client.payments.cancel(payment.id)).status).toBe("canceled");

  await client.customerMandates.revoke(mandate.id, { customerId });
  expect((await client.customerMandates.page({ customerId })).length).toBe(0);
  expect((await refused(client.customerMandates.get(mandate.id, { customerId })))[0]).toBe(404);
  expect(await refused(client.payments.create({ ...order, sequenceType: SequenceType.recurring }))).toEqual([422, "mandateId"]);
  const wrong = client.customerMandates.create({ ...asked, consumerAccount: "NL91ABNA0417164301" });
  expect(await refused(wrong)).toEqual([422, "consumerAccount"]);
});
