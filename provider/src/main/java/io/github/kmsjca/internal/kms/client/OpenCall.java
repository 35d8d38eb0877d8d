package io.github.kmsjca.internal.kms.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.kms.model.KmsRequest;

/**
 * A call that its thread is making: what the client is to know of it, and what the client tells of
 * it. It goes with the thread, on which the synchronous client asks, so that no call has to pass it
 * on. Of one thread only.
 */
public final class OpenCall implements AutoCloseable {
  private static final ThreadLocal<@Nullable OpenCall> CURRENT = new ThreadLocal<>();

  private final String operation;
  private final Limits limits;
  private int attempts;
  private boolean throttled;
  private boolean outOfBudget;

  /**
   * How far a client may go.
   *
   * @param rest of the call's time; {@code null} for all that the client is set to
   * @param attempt limit of one attempt, likewise
   * @param failsOver true if another Region is asked instead of a retry, unless KMS itself
   *     throttles
   */
  public record Limits(@Nullable Duration rest, @Nullable Duration attempt, boolean failsOver) {
    private static final Duration LEAST = Duration.ofMillis(1); // the SDK refuses what is none

    /** Those that the client is set to. */
    public static final Limits NONE = new Limits(null, null, false);

    /** Of limits that have run out a little is left. */
    public Limits {
      rest = rest == null || rest.compareTo(LEAST) >= 0 ? rest : LEAST;
      attempt = attempt == null || attempt.compareTo(LEAST) >= 0 ? attempt : LEAST;
    }

    private boolean areThoseOfTheClient() {
      return rest == null && attempt == null;
    }
  }

  private OpenCall(String operation, Limits limits) {
    this.operation = operation;
    this.limits = limits;
  }

  /** Begins what lasts until {@link #close}. */
  public static OpenCall begin(String operation, Limits limits) {
    OpenCall call = new OpenCall(operation, limits);
    CURRENT.set(call);
    return call;
  }

  /** That of this thread; one of no operation and without limits if it makes none. */
  static OpenCall current() {
    OpenCall call = CURRENT.get();
    return call == null ? new OpenCall("", Limits.NONE) : call;
  }

  @Override
  public void close() {
    CURRENT.remove();
  }

  String operation() {
    return operation;
  }

  boolean failsOver() {
    return limits.failsOver();
  }

  void attempt(int number) {
    attempts = number;
  }

  void throttle() {
    throttled = true;
  }

  void endBudget() {
    outOfBudget = true;
  }

  /** How many there were; zero if a client does not tell, such as the application's own. */
  public int attempts() {
    return attempts;
  }

  /** True if KMS throttled an attempt: however the call ends, KMS is there. */
  public boolean wasThrottled() {
    return throttled;
  }

  /** True if a retry was due, and the budget had none left. */
  public boolean wasOutOfBudget() {
    return outOfBudget;
  }

  /** Sets a request's limits to those of its call. */
  static final class LimitedRequests implements ExecutionInterceptor {
    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      Limits limits = current().limits;
      if (limits.areThoseOfTheClient() || !(context.request() instanceof KmsRequest request)) {
        return context.request();
      }
      AwsRequestOverrideConfiguration.Builder limited =
          request
              .overrideConfiguration()
              .map(AwsRequestOverrideConfiguration::toBuilder)
              .orElseGet(AwsRequestOverrideConfiguration::builder);
      if (limits.rest() != null) {
        limited.apiCallTimeout(limits.rest());
      }
      if (limits.attempt() != null) {
        limited.apiCallAttemptTimeout(limits.attempt());
      }
      return request.toBuilder().overrideConfiguration(limited.build()).build();
    }
  }
}
