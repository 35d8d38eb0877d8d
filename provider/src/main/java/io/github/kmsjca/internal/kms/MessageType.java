package io.github.kmsjca.internal.kms;

/** How KMS is to read a Sign request's message; a constant's name is the wire name. */
public enum MessageType {
  RAW,
  DIGEST
}
