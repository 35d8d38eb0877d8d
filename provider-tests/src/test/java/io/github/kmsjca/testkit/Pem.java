package io.github.kmsjca.testkit;

import java.util.Base64;

/** Text that openssl, curl and the keystore file have in common. */
public final class Pem {
  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private Pem() {}

  public static String certificate(byte[] der) {
    return block("CERTIFICATE", der);
  }

  public static String privateKey(byte[] pkcs8) {
    return block("PRIVATE KEY", pkcs8);
  }

  private static String block(String type, byte[] content) {
    String base64 = LINES.encodeToString(content);
    return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
  }
}
