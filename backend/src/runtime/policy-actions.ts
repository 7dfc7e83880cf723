/**
 * What the backend may do with a policy that it edits, and nothing else. CreatePolicyVersion with SetAsDefault needs no
 * iam:SetDefaultPolicyVersion.
 */
export const POLICY_ACTIONS = [
  'iam:CreatePolicyVersion',
  'iam:DeletePolicyVersion',
  'iam:GetPolicyVersion',
  'iam:ListPolicyVersions',
] as const;
