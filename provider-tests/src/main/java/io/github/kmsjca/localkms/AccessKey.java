package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.model.Scope;
import io.github.kmsjca.localkms.internal.sigv4.Credential;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * An access key that a {@link LocalKms} accepts, with the account that it belongs to. With a
 * {@linkplain #session session} it is a temporary one, as STS hands them out. Immutable.
 */
public final class AccessKey {
  private static final Pattern ID = Pattern.compile("\\w{1,128}");

  private final Credential credential;

  private AccessKey(Credential credential) {
    this.credential = credential;
  }

  /**
   * A lasting access key of the account {@link LocalKms#ACCOUNT}.
   *
   * @param id letters, digits and underscores, at most 128
   * @param secret not empty
   * @return the access key
   * @throws IllegalArgumentException if one of them is malformed
   */
  public static AccessKey of(String id, String secret) {
    if (!ID.matcher(id).matches() || secret.isEmpty()) {
      throw new IllegalArgumentException(
          "An access key needs an id of letters and digits, and a secret");
    }
    return new AccessKey(new Credential(id, secret, LocalKms.ACCOUNT, null));
  }

  /**
   * The same of another account.
   *
   * @param id twelve digits
   * @return the access key
   * @throws IllegalArgumentException if it is malformed
   */
  public AccessKey account(String id) {
    if (!Scope.isAccount(id)) {
      throw new IllegalArgumentException("An account has twelve digits, unlike " + shown(id));
    }
    return new AccessKey(
        new Credential(credential.accessKeyId(), credential.secret(), id, credential.session()));
  }

  /**
   * The same as a temporary one: a call must carry the token, or it is refused with {@code
   * UnrecognizedClientException}; from the expiration on with {@code ExpiredTokenException}. What a
   * call with a lasting access key carries as a token is not looked at.
   *
   * @param token the session token, not empty
   * @param expiration by the {@linkplain LocalKms#clock clock} of the local KMS; {@link
   *     Instant#MAX} for never
   * @return the access key
   * @throws IllegalArgumentException if the token is empty
   */
  public AccessKey session(String token, Instant expiration) {
    if (token.isEmpty()) {
      throw new IllegalArgumentException("A session token is not empty");
    }
    return new AccessKey(
        new Credential(
            credential.accessKeyId(),
            credential.secret(),
            credential.account(),
            new Credential.Session(token, expiration)));
  }

  Credential credential() {
    return credential;
  }

  /** The id and the account; secret and token are none of a log's business. */
  @Override
  public String toString() {
    return "AccessKey[" + credential.accessKeyId() + " of " + credential.account() + "]";
  }

  /** A malformed text may be a secret that stands in the wrong place. */
  private static String shown(String text) {
    return text.length() <= 12 ? text : "a text of " + text.length() + " characters";
  }
}
