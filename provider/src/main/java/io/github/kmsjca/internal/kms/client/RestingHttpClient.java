package io.github.kmsjca.internal.kms.client;

import io.github.kmsjca.internal.lifecycle.Delays;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that has no connection, and nobody who watches over connections, while it is not
 * used: after a while without a request it is closed, and made anew for the next. The SDK's own
 * watch is a thread that ends with the last client of a class loader, which may be never.
 * Thread-safe.
 */
final class RestingHttpClient implements SdkHttpClient {
  private final Supplier<SdkHttpClient> maker;
  private final String name;
  private final Duration rest;
  private @Nullable SdkHttpClient awake;
  private boolean closed;
  private boolean watched;
  private int calls;
  private long usedAt;

  /**
   * A client that is made with the first request.
   *
   * @param rest how long without a request; longer than the body of an answer may take
   */
  RestingHttpClient(Supplier<SdkHttpClient> maker, Duration rest) {
    this.maker = maker;
    this.rest = rest;
    this.awake = maker.get();
    this.name = awake.clientName();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = awake().prepareRequest(request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        begun();
        try {
          return prepared.call();
        } finally {
          ended();
        }
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  @Override
  public String clientName() {
    return name;
  }

  private synchronized SdkHttpClient awake() {
    if (closed) {
      throw new IllegalStateException("the HTTP client is closed");
    }
    SdkHttpClient client = awake;
    if (client == null) {
      client = maker.get();
      awake = client;
    }
    usedAt = System.nanoTime();
    if (!watched) {
      watched = true;
      watch(rest);
    }
    return client;
  }

  private synchronized void begun() {
    calls++;
  }

  private synchronized void ended() {
    calls--;
    usedAt = System.nanoTime();
  }

  private void watch(Duration delay) {
    var unused = Delays.later(this, delay, RestingHttpClient::rest);
  }

  private void rest() {
    SdkHttpClient resting;
    synchronized (this) {
      Duration left = rest.minusNanos(System.nanoTime() - usedAt);
      if (closed) {
        return;
      }
      if (calls > 0 || left.compareTo(Duration.ZERO) > 0) {
        watch(calls > 0 ? rest : left);
        return;
      }
      watched = false;
      resting = awake;
      awake = null;
    }
    if (resting != null) {
      resting.close();
    }
  }

  /** Ends the calls under way. */
  @Override
  public void close() {
    SdkHttpClient last;
    synchronized (this) {
      closed = true;
      last = awake;
      awake = null;
    }
    Delays.forget(this);
    if (last != null) {
      last.close();
    }
  }
}
