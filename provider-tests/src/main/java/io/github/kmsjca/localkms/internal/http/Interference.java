package io.github.kmsjca.localkms.internal.http;

import io.github.kmsjca.localkms.internal.model.WireError;
import java.time.Duration;

/** What a test wants to happen to one call. */
public sealed interface Interference {

  /** Nothing. */
  record Pass() implements Interference {}

  /** It is refused and not performed. */
  record Refuse(WireError error) implements Interference {}

  /** It is performed, and the answer comes later by that much. */
  record Delay(Duration by) implements Interference {}

  /** It is not performed, and the connection closes without an answer. */
  record Drop() implements Interference {}

  /** It is performed, and the answer names that key instead. */
  record OtherKeyId(String arn) implements Interference {}
}
