package io.github.kmsjca.internal.kms.client;

import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose requests end when their thread is interrupted, wherever they are: in the
 * connection's or TLS's beginning, waiting for the answer, or within its body.
 */
final class InterruptibleClient implements SdkHttpClient {
  private final SdkHttpClient http;

  InterruptibleClient(SdkHttpClient http) {
    this.http = http;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Request(http.prepareRequest(request));
  }

  @Override
  public String clientName() {
    return http.clientName();
  }

  @Override
  public void close() {
    http.close();
  }

  private static final class Request implements ExecutableHttpRequest {
    private final ExecutableHttpRequest request;
    private final Interruption interruption;

    Request(ExecutableHttpRequest request) {
      this.request = request;
      this.interruption = new Interruption(request::abort);
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      HttpExecuteResponse response = answer();
      AbortableInputStream body = response.responseBody().orElse(null);
      return body == null
          ? response
          : HttpExecuteResponse.builder()
              .response(response.httpResponse())
              .responseBody(AbortableInputStream.create(new Body(body, interruption), body))
              .build();
    }

    private HttpExecuteResponse answer() throws IOException {
      boolean isComplete = false;
      interruption.start();
      try {
        HttpExecuteResponse response = request.call();
        isComplete = true;
        return response;
      } finally {
        interruption.stop(isComplete);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }

  /** Of an answer; its bytes may come slowly. */
  private static final class Body extends FilterInputStream {
    private final Interruption interruption;

    Body(AbortableInputStream body, Interruption interruption) {
      super(body);
      this.interruption = interruption;
    }

    @Override
    public int read() throws IOException {
      boolean isComplete = false;
      interruption.start();
      try {
        int read = super.read();
        isComplete = true;
        return read;
      } finally {
        interruption.stop(isComplete);
      }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      boolean isComplete = false;
      interruption.start();
      try {
        int read = super.read(bytes, offset, length);
        isComplete = true;
        return read;
      } finally {
        interruption.stop(isComplete);
      }
    }

    /** Reads what is left, for the connection's sake; not if the thread is interrupted. */
    @Override
    public void close() throws IOException {
      interruption.start();
      try {
        super.close();
      } finally {
        stop();
      }
    }

    /** The answer may be complete, and then it stands. */
    private void stop() {
      try {
        interruption.stop(true);
      } catch (AbortedException e) {
        // The thread's flag tells, and not what was noted, which the next request would find.
        if (Interruption.take()) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}
