package io.github.kmsjca.internal.registration;

/** The JCA engines that we implement, by the type that JCA knows them by. */
enum Engine {
  KEY_STORE("KeyStore"),
  SIGNATURE("Signature"),
  CIPHER("Cipher");

  private final String type;

  Engine(String type) {
    this.type = type;
  }

  String type() {
    return type;
  }
}
