package io.github.kmsjca.internal.envelope;

/**
 * The crypto objects of one engine, kept from message to message, since they cost more to get than
 * to use. In use by one message at a time. Not thread-safe.
 */
public final class MessageCrypto {
  private final MessageIds ids;
  private final KeyDerivation derivation = new KeyDerivation();
  private final MessageCipher cipher = new MessageCipher();
  private final AadBinding aad = new AadBinding();

  MessageCrypto(MessageIds ids) {
    this.ids = ids;
  }

  MessageIds ids() {
    return ids;
  }

  KeyDerivation derivation() {
    return derivation;
  }

  MessageCipher cipher() {
    return cipher;
  }

  AadBinding aad() {
    return aad;
  }
}
