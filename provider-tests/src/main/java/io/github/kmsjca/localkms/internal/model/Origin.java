package io.github.kmsjca.localkms.internal.model;

/** Where the material of a key comes from. */
public enum Origin {
  /** KMS makes it. */
  AWS_KMS,
  /** The owner of the key imports it. */
  EXTERNAL,
  /** The cluster of a CloudHSM key store makes it. */
  AWS_CLOUDHSM,
  /** It is outside of AWS. */
  EXTERNAL_KEY_STORE
}
