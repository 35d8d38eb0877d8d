package io.github.kmsjca.hostile;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;

/** The transformations whose ciphertexts are Encryption SDK messages. */
enum Name {
  AES_GCM("AES/GCM/NoPadding"),
  ENVELOPE("AWSKMS/Envelope/NoPadding"),
  FRAMED("AWSKMS/Framed/NoPadding");

  private final String text;

  Name(String text) {
    this.text = text;
  }

  Cipher cipher(Provider provider) throws GeneralSecurityException {
    return Cipher.getInstance(text, provider);
  }

  /** True if it releases frames one by one, and so fails in another way. */
  boolean isFramed() {
    return this == FRAMED;
  }

  @Override
  public String toString() {
    return text;
  }
}
