package io.github.kmsjca.internal.kms.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
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
 * The SDK's standard retries, with some differences. A retry is paid for from a {@linkplain
 * RetryBudget budget} of its operation instead of the SDK's, which is one for all operations and
 * stays empty after an outage for as many calls as it was long. An answer that is not KMS's is
 * asked for once more and not again, a certificate that is not trusted is not shown a second time,
 * and where another Region can be asked it is asked instead. Counts the attempts, since the SDK
 * does not tell those of a call that timed out. One for each Region's client. Thread-safe.
 */
final class Retries implements RetryStrategy {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(20);

  /** Pauses are random between nothing and this, which doubles with each attempt. */
  private static final BackoffStrategy PAUSE =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(100), LONGEST_PAUSE);

  private static final BackoffStrategy PAUSE_OF_THROTTLED =
      BackoffStrategy.exponentialDelay(Duration.ofSeconds(1), LONGEST_PAUSE);

  private final RetryStrategy standard;
  private final Map<String, RetryBudget> budgets;
  private final LongSupplier nanoTime;

  private Retries(RetryStrategy standard, Map<String, RetryBudget> budgets, LongSupplier nanoTime) {
    this.standard = standard;
    this.budgets = budgets;
    this.nanoTime = nanoTime;
  }

  /** Retries with full budgets. */
  static RetryStrategy upTo(int maxAttempts) {
    return upTo(maxAttempts, System::nanoTime);
  }

  static RetryStrategy upTo(int maxAttempts, LongSupplier nanoTime) {
    StandardRetryStrategy.Builder standard =
        AwsRetryStrategy.standardRetryStrategy().toBuilder().circuitBreakerEnabled(false);
    return new Builder(standard, new ConcurrentHashMap<>(), nanoTime)
        .maxAttempts(maxAttempts)
        .retryOnException(ForeignAnswer::isFinal)
        .build();
  }

  private record Token(RetryToken standard, int attempt, int paid) implements RetryToken {
    static Token of(RetryToken token) {
      return token instanceof Token own ? own : new Token(token, 1, 0);
    }
  }

  @Override
  public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
    AcquireInitialTokenResponse response = standard.acquireInitialToken(request);
    OpenCall.current().attempt(1);
    return AcquireInitialTokenResponse.create(Token.of(response.token()), response.delay());
  }

  @Override
  public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
    if (Interruption.take()) { // and then the attempt's time was over, which cleared the flag
      Thread.currentThread().interrupt();
      throw AbortedException.create("The thread was interrupted.");
    }
    OpenCall call = OpenCall.current();
    Token token = Token.of(request.token());
    Throwable failure = request.failure();
    boolean isThrottled = isThrottled(failure);
    if (isThrottled) {
      call.throttle();
    }
    if (UntrustedCertificate.in(failure) != null
        || (token.attempt > 1 && ForeignAnswer.isFinal(failure))
        || (call.failsOver() && !isOfKms(failure))) {
      throw new TokenAcquisitionFailedException("It would not help.", token, failure);
    }
    RefreshRetryTokenResponse response =
        standard.refreshRetryToken(request.toBuilder().token(token.standard).build());
    int cost = isThrottled ? RetryBudget.RETRY_OF_THROTTLED : RetryBudget.RETRY;
    if (!budget(call).pay(cost)) {
      call.endBudget();
      throw new TokenAcquisitionFailedException("Too many calls fail.", token, failure);
    }
    int attempt = token.attempt + 1;
    call.attempt(attempt);
    return RefreshRetryTokenResponse.create(
        new Token(response.token(), attempt, cost), pause(request, attempt));
  }

  /** Our own, since older SDKs have one for throttled calls that cannot be set. */
  private static Duration pause(RefreshRetryTokenRequest request, int nextAttempt) {
    boolean isSlower =
        request.failure() instanceof AwsServiceException service && service.isThrottlingException();
    Duration pause = (isSlower ? PAUSE_OF_THROTTLED : PAUSE).computeDelay(nextAttempt);
    Duration asked = request.suggestedDelay().orElse(Duration.ZERO);
    return asked.compareTo(pause) > 0 ? asked : pause;
  }

  /** By KMS itself. */
  private static boolean isThrottled(Throwable failure) {
    return failure instanceof AwsServiceException service
        && service.isThrottlingException()
        && isOfKms(service);
  }

  /** True of what KMS says of a call that it could have served. */
  private static boolean isOfKms(Throwable failure) {
    return failure instanceof AwsServiceException service
        && !ForeignAnswer.is(service)
        && (service.statusCode() < 500 || service.isThrottlingException());
  }

  private RetryBudget budget(OpenCall call) {
    return budgets.computeIfAbsent(call.operation(), operation -> new RetryBudget(nanoTime));
  }

  @Override
  public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
    Token token = Token.of(request.token());
    budget(OpenCall.current()).succeeded(token.paid);
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
    return new Builder(standard.toBuilder(), budgets, nanoTime);
  }

  /** The SDK adds to a client's strategy what it knows to be worth a retry. */
  static final class Builder implements RetryStrategy.Builder<Builder, RetryStrategy> {
    private final RetryStrategy.Builder<?, ?> standard;
    private final Map<String, RetryBudget> budgets;
    private final LongSupplier nanoTime;

    private Builder(
        RetryStrategy.Builder<?, ?> standard,
        Map<String, RetryBudget> budgets,
        LongSupplier nanoTime) {
      this.standard = standard;
      this.budgets = budgets;
      this.nanoTime = nanoTime;
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
      return new Retries(standard.build(), budgets, nanoTime);
    }
  }
}
