import { type Check, ok, unknown, warning } from '../check.ts';

const CHECK = 'alarms';

/** The alarm topic has a confirmed subscription. */
export const checkAlarms: Check = ({ alarmSubscriptions: found }) => {
  if (!found.known) {
    return found.permission === undefined
      ? [ok(CHECK, `The alarm topic could not be read (${found.why}).`)]
      : [unknown(CHECK, found, warning, 'Try again.')];
  }
  switch (found.value) {
    case undefined:
      return [
        ok(CHECK, 'GENKAN_ALARM_TOPIC_ARN is not set, so the subscriptions of the alarms are unknown.'),
      ];
    case 'none':
      return [
        warning(
          CHECK,
          'The deployment has no alarm topic: no message is sent when a reset fails or the policy is full.',
          'Deploy again with --alarm-email or --alarm-topic.',
        ),
      ];
    case 0:
      return [
        warning(
          CHECK,
          'The alarm topic has no confirmed subscription: no message is sent when a reset fails or the policy is full.',
          'Confirm the subscription in the mail that AWS sent, or subscribe: aws sns subscribe --topic-arn "$GENKAN_ALARM_TOPIC_ARN" --protocol email --notification-endpoint ADDRESS',
        ),
      ];
    default:
      return [
        ok(CHECK, `Alarms go to ${found.value} confirmed subscription${found.value === 1 ? '' : 's'}.`),
      ];
  }
};
