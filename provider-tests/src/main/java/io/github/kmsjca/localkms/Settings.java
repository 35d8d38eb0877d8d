package io.github.kmsjca.localkms;

import io.github.kmsjca.localkms.internal.journal.Fsync;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How a local KMS is to be, while its builder collects it. */
final class Settings {
  private static final int MAX_PORT = 65535;

  final AccessKeys credentials = new AccessKeys();
  final Principals principals = new Principals();
  String host = "127.0.0.1";
  int port;
  Clock clock = Clock.systemUTC();
  KeyMaterial material = KeyMaterial.random();
  Duration consistencyDelay = Duration.ZERO;
  boolean publicKeyWhileDisabled = true;
  int callLogSize = CallLog.USUAL_SIZE;

  /** Null for keys in memory alone. */
  @Nullable Path data;

  final List<Path> seeds = new ArrayList<>();
  final List<KeyOrder> keys = new ArrayList<>();

  /** Of keys that name none; null if nobody has said. */
  @Nullable String region;

  Fsync fsync = Fsync.ALWAYS;
  Consumer<Call> onCall = call -> {};

  final Set<String> origins = new LinkedHashSet<>();
  int maxConnections = 1000;
  Duration idle = Duration.ofMinutes(2);
  Duration read = Duration.ofSeconds(30);

  /** Null for plain HTTP. */
  @Nullable Tls tls;

  /** Null for no admin endpoint. */
  @Nullable Integer adminPort;

  static int checkedPort(int number) {
    if (number < 0 || number > MAX_PORT) {
      throw new IllegalArgumentException("A port is 0 to " + MAX_PORT + ", not " + number);
    }
    return number;
  }

  static Duration checkedTimeout(Duration longest) {
    if (longest.compareTo(Duration.ofMillis(1)) < 0 || longest.compareTo(Duration.ofDays(1)) > 0) {
      throw new IllegalArgumentException(
          "Connections wait for a millisecond at least and a day at most, not " + longest);
    }
    return longest;
  }
}
