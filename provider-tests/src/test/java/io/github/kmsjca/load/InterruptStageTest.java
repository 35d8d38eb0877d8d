package io.github.kmsjca.load;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.kmsjca.KmsProvider;
import io.github.kmsjca.failure.Await;
import io.github.kmsjca.testkit.TestKms;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However far a request has come when its thread is told to stop. */
class InterruptStageTest {
  static Stream<Arguments> stages() {
    List<Arguments> stages = new ArrayList<>();
    for (StalledServer.Point point : StalledServer.Point.values()) {
      for (ThreadKind kind : ThreadKind.values()) {
        if (kind.isThere()) {
          stages.add(arguments(point, kind));
        }
      }
    }
    return stages.stream();
  }

  @ParameterizedTest
  @MethodSource("stages")
  void endsAtOnce(StalledServer.Point point, ThreadKind kind) throws Exception {
    try (StalledServer server = new StalledServer(point)) {
      KeyStore store =
          TestKms.keyStore(
              KmsProvider.builder()
                  .set("endpoint", server.endpoint().toString())
                  .set("region", TestKms.REGION)
                  .set("attemptTimeout", "30s")
                  .set("callTimeout", "1m")
                  .build());
      Caller caller = Caller.start(kind, () -> store.getKey("web", null));
      server.awaitPoint();
      Await.until(() -> isBlocked(caller));
      caller.assertEndsAtOnceWhenInterrupted();
    }
  }

  /** In a call of the operating system, or a virtual thread waiting for one. */
  private static boolean isBlocked(Caller caller) {
    return Arrays.stream(caller.thread().getStackTrace())
        .limit(8)
        .anyMatch(frame -> frame.getClassName().startsWith("sun.nio.ch."));
  }
}
