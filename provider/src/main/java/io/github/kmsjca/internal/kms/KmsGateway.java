package io.github.kmsjca.internal.kms;

import java.util.List;

/**
 * The narrow port to KMS: all that the rest of this library asks of it. Every method is one KMS
 * call (retries apart), blocks for at most the configured call timeout, refuses keys out of scope
 * without a call, and checks that the answer is about the key that was asked for. Thread-safe.
 */
public interface KmsGateway {
  /** GetPublicKey. */
  PublicKeyFacts publicKey(KeyName name) throws KmsCallException;

  /** DescribeKey: of any key, in any state. */
  KeyDescription describe(KeyName name) throws KmsCallException;

  /**
   * Sign.
   *
   * @param algorithm wire name of the signing algorithm
   * @return the signature as KMS makes it
   */
  byte[] sign(KeyArn key, String algorithm, MessageType type, byte[] message)
      throws KmsCallException;

  /**
   * Verify.
   *
   * @return false if KMS says that the signature is not of this message and key
   */
  boolean verify(KeyArn key, String algorithm, MessageType type, byte[] message, byte[] signature)
      throws KmsCallException;

  /**
   * GenerateMac.
   *
   * @param algorithm wire name of the MAC algorithm
   */
  byte[] generateMac(KeyArn key, String algorithm, byte[] message) throws KmsCallException;

  /**
   * DeriveSharedSecret.
   *
   * @param algorithm wire name of the key agreement algorithm
   * @param peer the other party's public key, a DER SubjectPublicKeyInfo
   * @return the secret, the caller's own, to be wiped
   */
  byte[] deriveSharedSecret(KeyArn key, String algorithm, byte[] peer) throws KmsCallException;

  /**
   * GenerateDataKey.
   *
   * @param length of the data key in bytes; an answer of another length is refused
   */
  GeneratedDataKey generateDataKey(KeyArn key, int length, EncryptionTerms terms)
      throws KmsCallException;

  /**
   * GenerateDataKeyPair.
   *
   * @param pairSpec wire name of the pair's key spec
   */
  GeneratedDataKeyPair generateDataKeyPair(KeyArn key, String pairSpec, EncryptionTerms terms)
      throws KmsCallException;

  /**
   * Encrypt.
   *
   * @param algorithm wire name of the encryption algorithm
   * @param plaintext stays the caller's, to be wiped
   * @return the CiphertextBlob
   */
  byte[] encrypt(KeyArn key, String algorithm, byte[] plaintext, EncryptionTerms terms)
      throws KmsCallException;

  /**
   * Decrypt.
   *
   * @param algorithm wire name of the encryption algorithm
   * @return the plaintext, the caller's own, to be wiped
   */
  byte[] decrypt(KeyArn key, String algorithm, byte[] ciphertext, EncryptionTerms terms)
      throws KmsCallException;

  /** ListAliases, all pages: the aliases that name a customer's key, without {@code alias/}. */
  List<String> aliases() throws KmsCallException;
}
