/** The floor: a handler that does nothing and needs nothing. */
export const handler = async () => ({ statusCode: 200, body: '{}' });
