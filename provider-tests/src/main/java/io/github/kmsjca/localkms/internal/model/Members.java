package io.github.kmsjca.localkms.internal.model;

import java.util.List;

/** The members that many inputs share. */
public final class Members {
  /** The key, in the operations that require one. */
  public static final Member KEY_ID = keyId("KeyId").required();

  /** The same key as a filter. */
  public static final Member OPTIONAL_KEY_ID = keyId("KeyId");

  /** The key behind an alias. */
  public static final Member TARGET_KEY_ID = keyId("TargetKeyId").required();

  /** An alias with its prefix. */
  public static final Member ALIAS_NAME =
      Member.string("AliasName").between(1, 256).matching("^[a-zA-Z0-9:/_-]+$").required();

  /** Tokens of grants not yet in force everywhere. */
  public static final Member GRANT_TOKENS =
      Member.list("GrantTokens", Member.string("member").between(1, 8192)).between(0, 10);

  /** Asks whether a call would succeed. */
  public static final Member DRY_RUN = Member.flag("DryRun");

  /** Where a listing continues. */
  public static final Member MARKER =
      Member.string("Marker").between(1, 1024).matching("[\\u0020-\\u00FF]*");

  /** The message of Sign and Verify. */
  public static final Member MESSAGE = Member.blob("Message").between(1, 4096).secret().required();

  /** What the message of Sign and Verify is. */
  public static final Member MESSAGE_TYPE = Member.oneOf("MessageType", MessageType.names());

  /** The algorithm of Sign and Verify; what is none for any key is refused with the key. */
  public static final Member SIGNING_ALGORITHM =
      Member.oneOf("SigningAlgorithm", SigningAlgorithm.names())
          .tolerating(EncryptionAlgorithm.SYMMETRIC_DEFAULT.name())
          .required();

  /** What Encrypt, ReEncrypt and the data keys made. */
  public static final Member CIPHERTEXT_BLOB = Member.blob("CiphertextBlob").between(1, 6144);

  /** What a dry run is not to look at. */
  public static final Member DRY_RUN_MODIFIERS =
      Member.list("DryRunModifiers", Member.oneOf("member", List.of("IGNORE_CIPHERTEXT")));

  /** What a key is for, in its owner's words. */
  public static final Member DESCRIPTION = Member.string("Description").between(0, 8192);

  /** The labels of a key. */
  public static final Member TAGS =
      Member.list(
          "Tags",
          Member.structure(
              "member",
              Member.string("TagKey").between(1, 128).required(),
              Member.string("TagValue").between(0, 256).required()));

  /** What kind of key it is to be. */
  public static final Member KEY_SPEC = Member.oneOf("KeySpec", KeySpec.names());

  /** The same by its old name, which knows no newer kinds. */
  public static final Member OLD_KEY_SPEC =
      Member.oneOf("CustomerMasterKeySpec", KeySpec.oldNames());

  private Members() {}

  /** The id, ARN or alias of a key; the service model does not tell that it must be ASCII. */
  public static Member keyId(String name) {
    return Member.string(name).between(1, 2048).matching("^\\p{ASCII}+$");
  }

  /** The page size of a listing. */
  public static Member limit(int most) {
    return Member.integer("Limit").between(1, most);
  }

  /** What a ciphertext is bound to; {@code side} tells the two of ReEncrypt apart. */
  public static Member encryptionContext(String side) {
    return Member.map(side + "EncryptionContext");
  }

  /** The algorithm of a ciphertext; {@code side} tells the two of ReEncrypt apart. */
  public static Member encryptionAlgorithm(String side) {
    return Member.oneOf(side + "EncryptionAlgorithm", EncryptionAlgorithm.names());
  }
}
