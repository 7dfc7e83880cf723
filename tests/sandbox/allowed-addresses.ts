import * as v from 'valibot';

const documentSchema = v.object({
  Statement: v.tuple([
    v.object({ Condition: v.object({ NotIpAddress: v.object({ 'aws:SourceIp': v.array(v.string()) }) }) }),
  ]),
});

/** The addresses that the seed example's policy document lets in. @throws {v.ValiError} when it has another form */
export function allowedAddresses(document: string): readonly string[] {
  return v.parse(documentSchema, JSON.parse(document)).Statement[0].Condition.NotIpAddress['aws:SourceIp'];
}
