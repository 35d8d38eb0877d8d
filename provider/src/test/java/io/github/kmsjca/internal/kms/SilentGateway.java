package io.github.kmsjca.internal.kms;

import java.util.List;

/** A gateway for tests that must not call KMS, but for what they override. */
public class SilentGateway implements KmsGateway {
  @Override
  public PublicKeyFacts publicKey(KeyName name) throws KmsCallException {
    throw unexpected("GetPublicKey");
  }

  @Override
  public KeyDescription describe(KeyName name) throws KmsCallException {
    throw unexpected("DescribeKey");
  }

  @Override
  public byte[] sign(
      KeyArn key, String algorithm, MessageType type, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    throw unexpected("Sign");
  }

  @Override
  public boolean verify(
      KeyArn key,
      String algorithm,
      MessageType type,
      byte[] message,
      byte[] signature,
      List<String> grantTokens)
      throws KmsCallException {
    throw unexpected("Verify");
  }

  @Override
  public byte[] generateMac(KeyArn key, String algorithm, byte[] message, List<String> grantTokens)
      throws KmsCallException {
    throw unexpected("GenerateMac");
  }

  @Override
  public byte[] deriveSharedSecret(
      KeyArn key, String algorithm, byte[] peer, List<String> grantTokens) throws KmsCallException {
    throw unexpected("DeriveSharedSecret");
  }

  @Override
  public byte[] decapsulate(
      KeyArn key, String algorithm, byte[] encapsulation, List<String> grantTokens)
      throws KmsCallException {
    throw unexpected("Decapsulate");
  }

  @Override
  public GeneratedDataKey generateDataKey(KeyArn key, int length, EncryptionTerms terms)
      throws KmsCallException {
    throw unexpected("GenerateDataKey");
  }

  @Override
  public GeneratedDataKeyPair generateDataKeyPair(
      KeyArn key, String pairSpec, EncryptionTerms terms) throws KmsCallException {
    throw unexpected("GenerateDataKeyPair");
  }

  @Override
  public byte[] encrypt(KeyArn key, String algorithm, byte[] plaintext, EncryptionTerms terms)
      throws KmsCallException {
    throw unexpected("Encrypt");
  }

  @Override
  public byte[] decrypt(KeyArn key, String algorithm, byte[] ciphertext, EncryptionTerms terms)
      throws KmsCallException {
    throw unexpected("Decrypt");
  }

  @Override
  public byte[] generateRandom(int length) throws KmsCallException {
    throw unexpected("GenerateRandom");
  }

  @Override
  public byte[] reEncrypt(
      ReEncryptionSide source,
      byte[] ciphertext,
      ReEncryptionSide destination,
      List<String> grantTokens)
      throws KmsCallException {
    throw unexpected("ReEncrypt");
  }

  @Override
  public void dryRun(DryRun row, KeyArn key, String algorithm, byte[] input)
      throws KmsCallException {
    throw unexpected("dry run of " + row.operation());
  }

  @Override
  public List<String> aliases() throws KmsCallException {
    throw unexpected("ListAliases");
  }

  private static AssertionError unexpected(String operation) {
    return new AssertionError("an unexpected " + operation);
  }
}
