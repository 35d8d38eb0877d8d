package io.github.kmsjca.internal.kms;

/** How KMS is to read a Sign request's message; a constant's name is the wire name. */
public enum MessageType {
  RAW,
  DIGEST,
  /** The mu of ML-DSA (FIPS 204, algorithm 7, line 6), 64 bytes. */
  EXTERNAL_MU
}
