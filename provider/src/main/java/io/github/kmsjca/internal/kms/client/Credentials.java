package io.github.kmsjca.internal.kms.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** The credentials of a chain, or why there are none. Thread-safe. */
final class Credentials implements AwsCredentialsProvider {
  private final AwsCredentialsProvider chain;
  private final Optional<String> profile;
  private volatile @Nullable String account;

  /**
   * Those of a chain.
   *
   * @param profile that alone is asked, if one is
   */
  Credentials(AwsCredentialsProvider chain, Optional<String> profile) {
    this.chain = chain;
    this.profile = profile;
  }

  /** The account of the latest ones, if they tell. */
  Optional<String> account() {
    return Optional.ofNullable(account);
  }

  /** Ends what the chain made for itself, such as a client of STS. */
  void close() {
    if (chain instanceof AutoCloseable closeable) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("the credential chain does not close", e);
      }
    }
  }

  @Override
  public AwsCredentials resolveCredentials() {
    Thread thread = Thread.currentThread();
    ClassLoader others = thread.getContextClassLoader();
    // The SDK looks there for the HTTP client of those that it makes for tokens; under keytool's
    // -providerpath, and in many a container, we are elsewhere.
    thread.setContextClassLoader(Credentials.class.getClassLoader());
    try {
      AwsCredentials found = chain.resolveCredentials();
      account = found.accountId().orElse(null);
      return found;
    } catch (AbortedException e) {
      throw e;
    } catch (RuntimeException e) {
      String why = SdkReasons.inOneLine(e);
      String told = profile.map(name -> "profile '" + name + "': " + why).orElse(why);
      // Within one of the SDK's own: its interceptors take offence at others.
      throw SdkClientException.create(told, new NoCredentialsException(told, e));
    } finally {
      thread.setContextClassLoader(others);
    }
  }
}
