package io.github.kmsjca.benchmarks.harmless;

import io.github.kmsjca.benchmarks.duel.Duel.Way;
import io.github.kmsjca.benchmarks.tls.Authority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;

/** What programs do without KMS, and name no provider for. */
public enum Work {
  TLS13_EC("full TLS 1.3 handshake, both sides, PKCS #12 file, P-256") {
    @Override
    Way way() throws GeneralSecurityException, IOException {
      return handshake("EC", 256, "TLSv1.3");
    }
  },
  TLS13_RSA("full TLS 1.3 handshake, both sides, PKCS #12 file, RSA-2048") {
    @Override
    Way way() throws GeneralSecurityException, IOException {
      return handshake("RSA", 2048, "TLSv1.3");
    }
  },
  TLS12_EC("full TLS 1.2 handshake, both sides, PKCS #12 file, P-256") {
    @Override
    Way way() throws GeneralSecurityException, IOException {
      return handshake("EC", 256, "TLSv1.2");
    }
  },
  EC_PAIR("generate a P-256 pair") {
    @Override
    Way way() {
      ECGenParameterSpec curve = new ECGenParameterSpec("secp256r1");
      return () -> {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(curve);
        return generator.generateKeyPair();
      };
    }
  },
  SIGN("sign, P-256") {
    @Override
    Way way() throws GeneralSecurityException {
      KeyPair pair = Authority.pair("EC", 256);
      byte[] message = new byte[KIB];
      return () -> {
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(message);
        return signature.sign();
      };
    }
  },
  AES_GCM("encrypt 1 KiB, AES/GCM/NoPadding") {
    @Override
    Way way() {
      SecretKey key = new SecretKeySpec(new byte[32], "AES");
      SecureRandom random = new SecureRandom();
      byte[] message = new byte[KIB];
      return () -> {
        byte[] iv = new byte[12];
        random.nextBytes(iv);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
        return cipher.doFinal(message);
      };
    }
  };

  private static final int KIB = 1024;

  private final String title;

  Work(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /** True of those that servers and clients do for each connection. */
  public boolean isHandshake() {
    return name().startsWith("TLS");
  }

  /** Does it, with new keys. */
  public void once() throws Exception {
    way().run();
  }

  /** With new keys. */
  abstract Way way() throws GeneralSecurityException, IOException;

  private static Way handshake(String algorithm, int size, String protocol)
      throws GeneralSecurityException, IOException {
    Authority authority = new Authority();
    SSLContext server = authority.serverOfFile(Authority.pair(algorithm, size));
    SSLContext client = authority.client();
    return () -> Handshake.full(server, client, protocol);
  }
}
