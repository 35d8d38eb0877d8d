package io.github.kmsjca.load;

import io.github.kmsjca.spec.DataKeyParameterSpec;
import io.github.kmsjca.spec.KmsKeyGenParameterSpec;
import io.github.kmsjca.spec.KmsPrivateKey;
import io.github.kmsjca.spec.KmsSecretKey;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collections;
import java.util.concurrent.Callable;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a thread may be doing when it is told to stop: one use of one JCA object, to be repeated.
 */
enum InterruptedOperation {
  SIGN("Sign", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initSign(TestKms.key(provider, "ecc-nist-p256"));
      return () -> {
        signature.update(MESSAGE);
        return signature.sign();
      };
    }
  },
  VERIFY("Verify", "verify=kms") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      PrivateKey key = TestKms.key(provider, "ecc-nist-p256");
      PublicKey publicKey = ((KmsPrivateKey) key).publicKey();
      byte[] made = Caller.sign(provider, key);
      Signature signature = Signature.getInstance("SHA256withECDSA", provider);
      signature.initVerify(publicKey);
      return () -> {
        signature.update(MESSAGE);
        return signature.verify(made);
      };
    }
  },
  ENCRYPT("Encrypt", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      Cipher cipher = Cipher.getInstance("AWSKMS", provider);
      cipher.init(Cipher.ENCRYPT_MODE, symmetric(provider));
      return () -> cipher.doFinal(MESSAGE);
    }
  },
  DECRYPT("Decrypt", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      byte[] ciphertext = encrypted(provider, "AWSKMS");
      Cipher cipher = Cipher.getInstance("AWSKMS", provider);
      cipher.init(Cipher.DECRYPT_MODE, symmetric(provider));
      return () -> cipher.doFinal(ciphertext);
    }
  },
  WRAP("Encrypt", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      SecretKey wrapped = new SecretKeySpec(new byte[32], "AES");
      Cipher cipher = Cipher.getInstance("AWSKMS", provider);
      cipher.init(Cipher.WRAP_MODE, symmetric(provider));
      return () -> cipher.wrap(wrapped);
    }
  },
  MAC("GenerateMac", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256", provider);
      mac.init(TestKms.keyStore(provider).getKey(HMAC_KEY, null));
      return () -> mac.doFinal(MESSAGE);
    }
  },
  AGREEMENT("DeriveSharedSecret", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyPairGenerator peers = KeyPairGenerator.getInstance("EC", "SunEC");
      peers.initialize(256);
      PublicKey peer = peers.generateKeyPair().getPublic();
      PrivateKey key = TestKms.key(provider, AGREEMENT_KEY);
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
      return () -> {
        agreement.init(key);
        agreement.doPhase(peer, true);
        return agreement.generateSecret();
      };
    }
  },
  ENVELOPE_ENCRYPT("GenerateDataKey", "dataKey.cache=false") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
      return () -> {
        cipher.init(Cipher.ENCRYPT_MODE, symmetric(provider));
        return cipher.doFinal(MESSAGE);
      };
    }
  },
  ENVELOPE_DECRYPT("Decrypt", "dataKey.cache=false") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      byte[] message = encrypted(provider, "AES/GCM/NoPadding");
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding", provider);
      cipher.init(Cipher.DECRYPT_MODE, symmetric(provider));
      return () -> cipher.doFinal(message);
    }
  },
  DATA_KEY("GenerateDataKey", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
      generator.init(DataKeyParameterSpec.builder(symmetric(provider)).build());
      return generator::generateKey;
    }
  },
  GET_KEY("GetPublicKey", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyStore store = TestKms.keyStore(provider);
      return () -> store.getKey("rsa-2048", null);
    }
  },
  ALIASES("ListAliases", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyStore store = TestKms.keyStore(provider);
      return () -> Collections.list(store.aliases());
    }
  },
  GENERATE("CreateKey", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(KmsKeyGenParameterSpec.builder().build());
      return generator::generateKeyPair;
    }
  },
  NAME_GENERATED("CreateAlias", "") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      return () -> {
        String alias = "generated-" + System.nanoTime();
        generator.initialize(KmsKeyGenParameterSpec.builder().alias(alias).build());
        return generator.generateKeyPair();
      };
    }
  },
  IMPORT("ImportKeyMaterial", "import=true") {
    @Override
    Callable<?> prepare(Provider provider) throws Exception {
      KeyStore store = TestKms.keyStore(provider);
      SecretKey key = new SecretKeySpec(new byte[32], "AES");
      return () -> {
        store.setKeyEntry("imported-" + System.nanoTime(), key, null, null);
        return null;
      };
    }
  };

  private static final String HMAC_KEY = "hmac";
  private static final String AGREEMENT_KEY = "agreement";
  private static final byte[] MESSAGE = {1, 2, 3};

  private final String call;
  private final String setting;

  InterruptedOperation(String call, String setting) {
    this.call = call;
    this.setting = setting;
  }

  /** The keys that all of them need, beside those for encryption. */
  static void createKeys(TestKms kms) {
    kms.create(HMAC_KEY, "HMAC_256", "GENERATE_VERIFY_MAC");
    kms.create(AGREEMENT_KEY, "ECC_NIST_P256", "KEY_AGREEMENT");
  }

  /** The call of KMS that it waits for. */
  String call() {
    return call;
  }

  /** What it needs, as key and value. */
  String[] settings() {
    return setting.isEmpty() ? new String[0] : setting.split("=", -1);
  }

  /** Has all ready but that call. */
  abstract Callable<?> prepare(Provider provider) throws Exception;

  private static KmsSecretKey symmetric(Provider provider) throws Exception {
    return (KmsSecretKey) TestKms.keyStore(provider).getKey(TestKms.SYMMETRIC, null);
  }

  private static byte[] encrypted(Provider provider, String transformation) throws Exception {
    Cipher cipher = Cipher.getInstance(transformation, provider);
    cipher.init(Cipher.ENCRYPT_MODE, symmetric(provider));
    return cipher.doFinal(MESSAGE);
  }
}
