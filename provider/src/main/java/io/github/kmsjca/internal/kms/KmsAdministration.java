package io.github.kmsjca.internal.kms;

import java.util.Map;

/**
 * The port to what KMS offers beside the use of keys: making and naming them, importing their
 * material, and what is noted about them. As with {@link KmsGateway}, every method is one KMS call
 * (but for further pages), within scope only, and its answer is checked. Thread-safe.
 */
public interface KmsAdministration {
  /**
   * CreateKey, in the default Region. Never repeated by itself: a repetition after a lost answer
   * would make two keys. The new key is in scope.
   */
  KeyArn createKey(NewKey key) throws KmsCallException;

  /** True if bare names, such as aliases, are of the key's Region. Makes no call. */
  boolean isInDefaultRegion(KeyArn key) throws KmsCallException;

  /**
   * CreateAlias, in the key's Region. Never repeated by itself: after a lost answer the repetition
   * would find its own alias.
   *
   * @param alias as in {@code alias/web}
   */
  void createAlias(KeyName alias, KeyArn key) throws KmsCallException;

  /** UpdateAlias: the alias, which exists, is to name this key from now on. */
  void updateAlias(KeyName alias, KeyArn key) throws KmsCallException;

  /**
   * GetParametersForImport, for an RSA wrapping key of 4096 bits.
   *
   * @param algorithm wire name of the wrapping algorithm
   */
  ImportParameters parametersForImport(KeyArn key, String algorithm) throws KmsCallException;

  /**
   * ImportKeyMaterial, which never expires.
   *
   * @param material wrapped under the key of the parameters
   */
  void importKeyMaterial(KeyArn key, ImportParameters parameters, byte[] material)
      throws KmsCallException;

  /** ListResourceTags, all pages. */
  Map<String, String> tags(KeyArn key) throws KmsCallException;

  /** GetKeyRotationStatus. */
  Rotation rotation(KeyArn key) throws KmsCallException;
}
