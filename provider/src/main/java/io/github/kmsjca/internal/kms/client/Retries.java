package io.github.kmsjca.internal.kms.client;

import java.util.function.Predicate;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * The SDK's standard retries, with two differences: an answer that is not KMS's is asked for once
 * more and not again, and a certificate that is not trusted is not shown a second time. Counts the
 * attempts, since the SDK does not tell those of a call that timed out. Thread-safe.
 */
public final class Retries implements RetryStrategy {
  /** Of the call on this thread, where the synchronous client asks. Of no class of ours. */
  private static final ThreadLocal<Integer> ATTEMPTS = new ThreadLocal<>();

  private final RetryStrategy standard;

  private Retries(RetryStrategy standard) {
    this.standard = standard;
  }

  static RetryStrategy upTo(int maxAttempts) {
    return new Builder(AwsRetryStrategy.standardRetryStrategy().toBuilder())
        .maxAttempts(maxAttempts)
        .retryOnException(ForeignAnswer::isFinal)
        .build();
  }

  /** The attempts of the call that failed on this thread; zero if they were not counted. */
  public static int takeAttempts() {
    Integer attempts = ATTEMPTS.get();
    ATTEMPTS.remove();
    return attempts == null ? 0 : attempts;
  }

  private record Token(RetryToken standard, int attempt) implements RetryToken {
    static Token of(RetryToken token) {
      return token instanceof Token own ? own : new Token(token, 1);
    }
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse response = standard.acquireInitialToken(request);
    ATTEMPTS.set(1);
    return AcquireInitialTokenResponse.create(new Token(response.token(), 1), response.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (Interruption.take()) { // and then the attempt's time was over, which cleared the flag
      Thread.currentThread().interrupt();
      throw AbortedException.create("The thread was interrupted.");
    }
    Token token = Token.of(request.token());
    Throwable failure = request.failure();
    if (UntrustedCertificate.in(failure) != null
        || (token.attempt > 1 && ForeignAnswer.isFinal(failure))) {
      throw new TokenAcquisitionFailedException("It would not help.", token, failure);
    }
    RefreshRetryTokenResponse response =
        standard.refreshRetryToken(request.toBuilder().token(token.standard).build());
    int attempt = token.attempt + 1;
    ATTEMPTS.set(attempt);
    return RefreshRetryTokenResponse.create(new Token(response.token(), attempt), response.delay());
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    ATTEMPTS.remove();
    Token token = Token.of(request.token());
    return standard.recordSuccess(RecordSuccessRequest.create(token.standard));
  }

  @Override
  public int maxAttempts() {
    return standard.maxAttempts();
  }

  @Override
  public boolean useClientDefaults() {
    return standard.useClientDefaults();
  }

  @Override
  public Builder toBuilder() {
    return new Builder(standard.toBuilder());
  }

  /** The SDK adds to a client's strategy what it knows to be worth a retry. */
  static final class Builder implements RetryStrategy.Builder<Builder, RetryStrategy> {
    private final RetryStrategy.Builder<?, ?> standard;

    private Builder(RetryStrategy.Builder<?, ?> standard) {
      this.standard = standard;
    }

    @Override
    public Builder retryOnException(Predicate<Throwable> isWorthIt) {
      standard.retryOnException(isWorthIt);
      return this;
    }

    @Override
    public Builder maxAttempts(int maxAttempts) {
      standard.maxAttempts(maxAttempts);
      return this;
    }

    @Override
    public Builder backoffStrategy(BackoffStrategy strategy) {
      standard.backoffStrategy(strategy);
      return this;
    }

    @Override
    public Builder throttlingBackoffStrategy(BackoffStrategy strategy) {
      standard.throttlingBackoffStrategy(strategy);
      return this;
    }

    @Override
    public Builder treatAsThrottling(Predicate<Throwable> isThrottling) {
      standard.treatAsThrottling(isThrottling);
      return this;
    }

    @Override
    public Builder useClientDefaults(boolean use) {
      standard.useClientDefaults(use);
      return this;
    }

    @Override
    public RetryStrategy build() {
      return new Retries(standard.build());
    }
  }
}
