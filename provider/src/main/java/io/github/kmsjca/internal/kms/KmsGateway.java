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
   * @param grantTokens here and below: grants that may not have reached all of KMS yet
   * @return the signature as KMS makes it
   */
  byte[] sign(
      KeyArn key, String algorithm, MessageType type, byte[] message, List<String> grantTokens)
      throws KmsCallException;

  /**
   * Verify.
   *
   * @return false if KMS says that the signature is not of this message and key
   */
  boolean verify(
      KeyArn key,
      String algorithm,
      MessageType type,
      byte[] message,
      byte[] signature,
      List<String> grantTokens)
      throws KmsCallException;

  /**
   * GenerateMac.
   *
   * @param algorithm wire name of the MAC algorithm
   */
  byte[] generateMac(KeyArn key, String algorithm, byte[] message, List<String> grantTokens)
      throws KmsCallException;

  /**
   * DeriveSharedSecret.
   *
   * @param algorithm wire name of the key agreement algorithm
   * @param peer the other party's public key, a DER SubjectPublicKeyInfo
   * @return the secret, the caller's own, to be wiped
   */
  byte[] deriveSharedSecret(KeyArn key, String algorithm, byte[] peer, List<String> grantTokens)
      throws KmsCallException;

  /**
   * Decapsulate.
   *
   * @param algorithm wire name of the encapsulation algorithm
   * @return the secret, the caller's own, to be wiped; of an encapsulation that was altered, or
   *     made for another key, a random one (FIPS 203, algorithm 21)
   */
  byte[] decapsulate(KeyArn key, String algorithm, byte[] encapsulation, List<String> grantTokens)
      throws KmsCallException;

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

  /**
   * GenerateRandom, in the default Region: it is about no key.
   *
   * @param length in bytes, 1 to 1024; an answer of another length is refused
   * @return the caller's own, to be wiped
   */
  byte[] generateRandom(int length) throws KmsCallException;

  /**
   * ReEncrypt.
   *
   * @param destination its key is of the source key's Region
   * @return the CiphertextBlob under the destination's key
   */
  byte[] reEncrypt(
      ReEncryptionSide source,
      byte[] ciphertext,
      ReEncryptionSide destination,
      List<String> grantTokens)
      throws KmsCallException;

  /**
   * The row's operation as a dry run: KMS checks the call and does not perform it. Returns if it
   * would succeed.
   *
   * @param algorithm wire name; empty if the operation has none
   * @param input a message or plaintext, another's public key, or what was encapsulated; of no
   *     account where the row needs none
   */
  void dryRun(DryRun row, KeyArn key, String algorithm, byte[] input) throws KmsCallException;

  /** ListAliases, all pages: the aliases that name a customer's key, without {@code alias/}. */
  List<String> aliases() throws KmsCallException;
}
