package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.telemetry.Log;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The credentials of a chain, or why there are none. Those that KMS does not take any longer are
 * dropped, whatever the chain believes of them, and asked for anew. Thread-safe.
 */
final class Credentials implements AwsCredentialsProvider {
  /** By these KMS says that it does not know the credentials, or not any more. */
  private static final Set<String> REFUSALS =
      Set.of(
          "ExpiredTokenException",
          "ExpiredToken",
          "UnrecognizedClientException",
          "InvalidClientTokenId");

  /** Whoever gives credentials is asked no more often than that because KMS refuses them. */
  private static final Duration INTERVAL = Duration.ofSeconds(3);

  /** The generation that the latest call on this thread was made with. Of no class of ours. */
  private static final ThreadLocal<@Nullable Integer> USED = new ThreadLocal<>();

  private final Supplier<AwsCredentialsProvider> maker;
  private final Optional<String> profile;
  private final ProxyRule proxies;
  private final ReentrantLock renewing = new ReentrantLock();
  private volatile Generation current;
  private volatile @Nullable AwsCredentials latest;
  private @Nullable AwsCredentialsProvider retired;
  private @Nullable Long renewed;

  /** A chain, which remembers what it found, and how many there were before it. */
  private record Generation(int number, AwsCredentialsProvider chain) {}

  /**
   * Those of a chain.
   *
   * @param maker makes the chain, and another one that remembers nothing
   * @param profile that alone is asked, if one is
   * @param proxies of those clients for tokens that the SDK makes by our HTTP client
   */
  Credentials(Supplier<AwsCredentialsProvider> maker, Optional<String> profile, ProxyRule proxies) {
    this.maker = maker;
    this.profile = profile;
    this.proxies = proxies;
    this.current = new Generation(0, maker.get());
  }

  /** The account of the latest ones, if they tell. */
  Optional<String> account() {
    return Optional.ofNullable(latest).flatMap(AwsCredentials::accountId);
  }

  /** Ends what the chains made for themselves, such as a client of STS. */
  void close() {
    renewing.lock();
    try {
      close(retired);
      close(current.chain);
    } finally {
      renewing.unlock();
    }
  }

  @Override
  public AwsCredentials resolveCredentials() {
    Generation generation = current;
    USED.set(generation.number);
    AwsCredentials found = resolve(generation.chain);
    latest = found;
    return found;
  }

  private AwsCredentials resolve(AwsCredentialsProvider chain) {
    Thread thread = Thread.currentThread();
    ClassLoader others = thread.getContextClassLoader();
    // The SDK looks there for the HTTP client of those that it makes for tokens; under keytool's
    // -providerpath, and in many a container, we are elsewhere.
    thread.setContextClassLoader(Credentials.class.getClassLoader());
    TokenHttpService.begin(proxies);
    try {
      return chain.resolveCredentials();
    } catch (AbortedException e) {
      throw e;
    } catch (RuntimeException e) {
      String why = SdkReasons.inOneLine(e);
      String told = profile.map(name -> "profile '" + name + "': " + why).orElse(why);
      // Within one of the SDK's own: its interceptors take offence at others.
      throw SdkClientException.create(told, new NoCredentialsException(told, e));
    } finally {
      TokenHttpService.end();
      thread.setContextClassLoader(others);
    }
  }

  /**
   * True if KMS refused the credentials of this thread's latest call, and there are others now. The
   * call was not performed, then, and may be made once more.
   *
   * @param rest how long to wait for another thread that asks for them
   */
  boolean areReplaced(AwsServiceException refusal, Duration rest) {
    Integer used = USED.get();
    USED.remove();
    String code = ForeignAnswer.errorCode(refusal);
    if (used == null || !REFUSALS.contains(code)) {
      return false;
    }
    try {
      if (!renewing.tryLock(TimeUnit.NANOSECONDS.convert(rest), TimeUnit.NANOSECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      return used != current.number || renew(code);
    } finally {
      renewing.unlock();
    }
  }

  private boolean renew(String code) {
    long now = System.nanoTime();
    if (renewed != null && now - renewed < INTERVAL.toNanos()) {
      return false;
    }
    AwsCredentials refused = latest;
    AwsCredentialsProvider chain = maker.get();
    AwsCredentials found;
    try {
      found = resolve(chain);
    } catch (SdkClientException e) {
      close(chain);
      Log.logger()
          .log(
              Level.WARNING,
              "KMS refuses the AWS credentials ({0}), and there are no others: {1}",
              code,
              e.getMessage());
      return false;
    } finally {
      renewed = System.nanoTime(); // who waited for this is not to wait as long once more
    }
    if (refused != null && isSame(refused, found)) {
      close(chain);
      return false;
    }
    Log.logger().log(Level.INFO, "KMS refused the AWS credentials ({0}); there are others", code);
    close(retired); // by now nobody is in the middle of asking it
    retired = current.chain;
    latest = found;
    current = new Generation(current.number + 1, chain);
    return true;
  }

  private static boolean isSame(AwsCredentials one, AwsCredentials other) {
    return one.accessKeyId().equals(other.accessKeyId())
        && one.secretAccessKey().equals(other.secretAccessKey())
        && Objects.equals(token(one), token(other));
  }

  private static @Nullable String token(AwsCredentials credentials) {
    return credentials instanceof AwsSessionCredentials session ? session.sessionToken() : null;
  }

  private static void close(@Nullable AwsCredentialsProvider chain) {
    if (chain instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
