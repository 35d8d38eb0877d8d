package io.github.kmsjca.localkms.internal.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A permission on one key, given to one principal.
 *
 * @param keyId the bare id of the key
 * @param grantId 64 hexadecimal digits
 * @param parties whom it is about
 * @param operations what the grantee may do
 * @param constraints under which conditions
 * @param secret what tells its tokens from invented ones
 * @param seenFrom from when on it works without a token
 */
public record Grant(
    String keyId,
    String grantId,
    String name,
    Parties parties,
    List<String> operations,
    Constraints constraints,
    String secret,
    Instant created,
    Instant seenFrom)
    implements StoredRecord {

  /**
   * Whom a grant is about; of grantee and service exactly one is there, of those who may retire it
   * one at most.
   *
   * @param issuer the account that gave it, as the ARN of its root
   */
  public record Parties(
      @Nullable String grantee,
      @Nullable String granteeService,
      @Nullable String retiring,
      @Nullable String retiringService,
      String issuer) {}

  /**
   * Under which conditions a grant holds.
   *
   * @param contextEquals the encryption context, nothing more and nothing less; null for any
   * @param contextSubset what the encryption context has at least; null for nothing
   * @param sourceArn for which resource a service calls; null for any
   */
  public record Constraints(
      @Nullable Map<String, String> contextEquals,
      @Nullable Map<String, String> contextSubset,
      @Nullable String sourceArn) {
    /** No condition. */
    public static final Constraints NONE = new Constraints(null, null, null);

    /** Copies the contexts. */
    public Constraints {
      contextEquals = contextEquals == null ? null : Map.copyOf(contextEquals);
      contextSubset = contextSubset == null ? null : Map.copyOf(contextSubset);
    }

    /** Whether an encryption context is one of those. */
    public boolean admit(Map<String, String> context) {
      return (contextEquals == null || contextEquals.equals(context))
          && (contextSubset == null || context.entrySet().containsAll(contextSubset.entrySet()));
    }

    /** Whether whatever these admit, the others admit too. */
    public boolean within(Constraints others) {
      Map<String, String> least = contextEquals != null ? contextEquals : contextSubset;
      boolean exact = others.contextEquals == null || others.contextEquals.equals(contextEquals);
      boolean subset =
          others.contextSubset == null
              || (least != null && least.entrySet().containsAll(others.contextSubset.entrySet()));
      return exact && subset && (others.sourceArn == null || others.sourceArn.equals(sourceArn));
    }
  }

  /** Copies the operations. */
  public Grant {
    operations = List.copyOf(operations);
  }

  /** The id of the key and its own: grants of one key are neighbours. */
  @Override
  public String id() {
    return id(keyId, grantId);
  }

  /** The name in its table. */
  public static String id(String keyId, String grantId) {
    return keyId + "/" + grantId;
  }

  /**
   * A token of this grant; all are worth the same.
   *
   * @param account of the key
   * @param salt what tells it from the others
   */
  public String token(String account, String salt) {
    String text = String.join("\n", account, keyId, grantId, secret, salt);
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** What a token says of its grant, true or not. */
  public record Token(String account, String keyId, String grantId, String secret) {

    /** Reads a token; empty if it is none. */
    public static Optional<Token> read(String token) {
      try {
        String[] parts = new String(Base64.getDecoder().decode(token), UTF_8).split("\n", -1);
        return parts.length == 5
            ? Optional.of(new Token(parts[0], parts[1], parts[2], parts[3]))
            : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    /** Whether it is a token of that grant. */
    public boolean isOf(Grant grant) {
      return MessageDigest.isEqual(grant.secret().getBytes(UTF_8), secret.getBytes(UTF_8));
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "Token[" + id(keyId, grantId) + "]";
    }
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Grant[" + id() + "]";
  }
}
