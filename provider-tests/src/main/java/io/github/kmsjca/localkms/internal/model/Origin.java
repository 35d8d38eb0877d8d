package io.github.kmsjca.localkms.internal.model;

/** Where the material of a key comes from. */
public enum Origin {
  /** KMS makes it. */
  AWS_KMS,
  /** The owner of the key imports it. */
  EXTERNAL
}
