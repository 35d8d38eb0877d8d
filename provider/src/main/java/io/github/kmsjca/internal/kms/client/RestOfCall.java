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
 * Takes the time that a call had to wait before it was made from its limit: for the caller that is
 * one time. It goes with the thread, so that no call has to pass it on.
 */
public final class RestOfCall implements ExecutionInterceptor {
  private static final ThreadLocal<@Nullable Duration> REST = new ThreadLocal<>();
  private static final Duration LEAST = Duration.ofMillis(1); // the SDK refuses what is none

  /** Limits what this thread calls, until {@link #end}. */
  public static void begin(Duration rest) {
    REST.set(rest.compareTo(LEAST) < 0 ? LEAST : rest);
  }

  public static void end() {
    REST.remove();
  }

  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    Duration rest = REST.get();
    if (rest == null || !(context.request() instanceof KmsRequest request)) {
      return context.request();
    }
    AwsRequestOverrideConfiguration limited =
        request
            .overrideConfiguration()
            .map(AwsRequestOverrideConfiguration::toBuilder)
            .orElseGet(AwsRequestOverrideConfiguration::builder)
            .apiCallTimeout(rest)
            .build();
    return request.toBuilder().overrideConfiguration(limited).build();
  }
}
