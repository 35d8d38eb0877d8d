package io.github.kmsjca.internal.kms.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** An interrupt at the very end of a request. */
class InterruptibleClientTest {
  private final CountDownLatch aborted = new CountDownLatch(1);

  @AfterEach
  void clear() {
    Thread.interrupted();
    Interruption.take();
  }

  /** Its body is closed when somebody has interrupted the thread that closes it. */
  private final class SlowToClose implements SdkHttpClient {
    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
      return new ExecutableHttpRequest() {
        @Override
        public HttpExecuteResponse call() {
          return HttpExecuteResponse.builder()
              .response(SdkHttpFullResponse.builder().statusCode(200).build())
              .responseBody(AbortableInputStream.create(new Body()))
              .build();
        }

        @Override
        public void abort() {
          aborted.countDown();
        }
      };
    }

    @Override
    public void close() {}
  }

  private final class Body extends ByteArrayInputStream {
    Body() {
      super(new byte[] {1});
    }

    @Override
    public void close() throws IOException {
      new Thread(interrupterOf(Thread.currentThread())).start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (aborted.getCount() > 0 && System.nanoTime() < end) {
        Thread.onSpinWait(); // the flag is set, so nothing else can wait here
      }
    }
  }

  private static Runnable interrupterOf(Thread thread) {
    return thread::interrupt;
  }

  @Test
  void isKeptInTheFlagAndIsNoMatterOfTheNextRequest() throws Exception {
    HttpExecuteRequest request = HttpExecuteRequest.builder().build();
    try (SdkHttpClient client = new InterruptibleClient(new SlowToClose())) {
      AbortableInputStream body =
          client.prepareRequest(request).call().responseBody().orElseThrow();
      assertThat(body.read()).isEqualTo(1);
      body.close();
    }
    assertThat(aborted.getCount()).isZero();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(Interruption.take()).isFalse();
  }
}
