package io.github.kmsjca.internal.kms.call;

/** How KMS is to read the message of a Sign or Verify; a constant's name is the wire name. */
public enum MessageType {
  RAW,
  DIGEST,
  /** The mu of ML-DSA (FIPS 204, algorithm 7, line 6), 64 bytes. */
  EXTERNAL_MU
}
