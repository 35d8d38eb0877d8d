package io.github.kmsjca.envelope;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.SealedObject;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-GCM as books and answers on the web have it, word for word but for the layout: each encrypts
 * and decrypts, and knows of its key only that it is one.
 */
enum Textbook {
  RANDOM_IV_BEFORE_THE_CIPHERTEXT {
    @Override
    byte[] encrypt(Key key, byte[] plaintext) throws Exception {
      byte[] iv = new byte[12];
      new SecureRandom().nextBytes(iv);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
      byte[] ciphertext = cipher.doFinal(plaintext);
      return ByteBuffer.allocate(iv.length + ciphertext.length).put(iv).put(ciphertext).array();
    }

    @Override
    byte[] decrypt(Key key, byte[] message) throws Exception {
      byte[] iv = Arrays.copyOfRange(message, 0, 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, iv));
      return cipher.doFinal(message, 12, message.length - 12);
    }
  },
  IV_OF_THE_CIPHER_BEFORE_THE_CIPHERTEXT {
    @Override
    byte[] encrypt(Key key, byte[] plaintext) throws Exception {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      byte[] iv = cipher.getIV();
      byte[] ciphertext = new byte[12 + cipher.getOutputSize(plaintext.length)];
      System.arraycopy(iv, 0, ciphertext, 0, 12);
      cipher.doFinal(plaintext, 0, plaintext.length, ciphertext, 12);
      return ciphertext;
    }

    @Override
    byte[] decrypt(Key key, byte[] message) throws Exception {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, message, 0, 12));
      return cipher.doFinal(message, 12, message.length - 12);
    }
  },
  WITH_ASSOCIATED_DATA {
    @Override
    byte[] encrypt(Key key, byte[] plaintext) throws Exception {
      byte[] iv = new byte[12];
      new SecureRandom().nextBytes(iv);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
      cipher.updateAAD(RECORD);
      byte[] ciphertext = cipher.doFinal(plaintext);
      return ByteBuffer.allocate(iv.length + ciphertext.length).put(iv).put(ciphertext).array();
    }

    @Override
    byte[] decrypt(Key key, byte[] message) throws Exception {
      ByteBuffer buffer = ByteBuffer.wrap(message);
      byte[] iv = new byte[12];
      buffer.get(iv);
      byte[] ciphertext = new byte[buffer.remaining()];
      buffer.get(ciphertext);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, iv));
      cipher.updateAAD(RECORD);
      return cipher.doFinal(ciphertext);
    }
  },
  PARAMETERS_KEPT_APART {
    @Override
    byte[] encrypt(Key key, byte[] plaintext) throws Exception {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      byte[] ciphertext = cipher.doFinal(plaintext);
      byte[] parameters = cipher.getParameters().getEncoded();
      return ByteBuffer.allocate(1 + parameters.length + ciphertext.length)
          .put((byte) parameters.length)
          .put(parameters)
          .put(ciphertext)
          .array();
    }

    @Override
    byte[] decrypt(Key key, byte[] message) throws Exception {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("GCM");
      parameters.init(Arrays.copyOfRange(message, 1, 1 + message[0]));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
      return cipher.doFinal(message, 1 + message[0], message.length - 1 - message[0]);
    }
  },
  STREAMS {
    @Override
    byte[] encrypt(Key key, byte[] plaintext) throws Exception {
      byte[] iv = new byte[12];
      new SecureRandom().nextBytes(iv);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, iv));
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.write(iv);
      try (CipherOutputStream out = new CipherOutputStream(file, cipher)) {
        new ByteArrayInputStream(plaintext).transferTo(out);
      }
      return file.toByteArray();
    }

    @Override
    byte[] decrypt(Key key, byte[] message) throws Exception {
      ByteArrayInputStream file = new ByteArrayInputStream(message);
      byte[] iv = file.readNBytes(12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, iv));
      try (CipherInputStream in = new CipherInputStream(file, cipher)) {
        return in.readAllBytes();
      }
    }
  },
  SEALED_OBJECT {
    @Override
    byte[] encrypt(Key key, byte[] plaintext) throws Exception {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, key);
      return Serialized.bytes(new SealedObject(plaintext, cipher));
    }

    @Override
    byte[] decrypt(Key key, byte[] message) throws Exception {
      return (byte[]) ((SealedObject) Serialized.object(message)).getObject(key);
    }
  };

  private static final byte[] RECORD = {'4', '2'};

  abstract byte[] encrypt(Key key, byte[] plaintext) throws Exception;

  abstract byte[] decrypt(Key key, byte[] message) throws Exception;

  /** Java's own serialization, as a cache or a session store has it. */
  private static final class Serialized {
    static byte[] bytes(Object object) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(object);
      }
      return bytes.toByteArray();
    }

    static Object object(byte[] bytes) throws Exception {
      try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
        return in.readObject();
      }
    }
  }
}
