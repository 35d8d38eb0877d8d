package io.github.kmsjca.benchmarks.encrypt;

/** One thread's way to encrypt messages and to decrypt its own. Not thread-safe. */
public interface MessageEncryption {
  byte[] encrypt(byte[] plaintext) throws Exception;

  byte[] decrypt(byte[] message) throws Exception;
}
