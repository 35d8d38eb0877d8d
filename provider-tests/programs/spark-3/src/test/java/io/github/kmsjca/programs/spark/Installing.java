package io.github.kmsjca.programs.spark;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.samples.spark.DecryptIban;
import io.github.kmsjca.samples.spark.EncryptIban;
import javax.crypto.SecretKey;

/** UDFs whose classes install the provider where they arrive. */
final class Installing {
  private Installing() {}

  static final class Encrypt extends EncryptIban {
    private static final long serialVersionUID = 1L;

    // guide: spark.md
    static {
      KmsProvider.install();
    }

    // end of guide

    Encrypt(SecretKey key) {
      super(key);
    }
  }

  static final class Decrypt extends DecryptIban {
    private static final long serialVersionUID = 1L;

    static {
      KmsProvider.install();
    }

    Decrypt(SecretKey key) {
      super(key);
    }
  }
}
