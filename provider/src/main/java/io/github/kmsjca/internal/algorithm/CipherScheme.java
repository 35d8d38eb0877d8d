package io.github.kmsjca.internal.algorithm;

/** How a transformation encrypts. */
public enum CipherScheme {
  /** AWS Encryption SDK messages; a decrypted one is released as a whole. */
  ENVELOPE(KeyFamily.SYMMETRIC),
  /** The same messages; each frame is released once it is verified. */
  FRAMED(KeyFamily.SYMMETRIC),
  /** KMS Encrypt and Decrypt themselves. */
  DIRECT(KeyFamily.SYMMETRIC),
  /** RFC 8017, section 7.1; KMS uses MGF1 with the same digest and an empty label. */
  OAEP(KeyFamily.RSA),
  /** GB/T 32918.4, the ciphertext an ASN.1 sequence. */
  SM2(KeyFamily.SM2);

  private final KeyFamily family;

  CipherScheme(KeyFamily family) {
    this.family = family;
  }

  public KeyFamily family() {
    return family;
  }
}
