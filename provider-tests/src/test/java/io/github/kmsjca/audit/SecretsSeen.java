package io.github.kmsjca.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * In every client of the AWS SDK in this JVM, where the SDK finds it by its name: tells an audit
 * what is secret in requests and answers, before the provider wipes it. Without an audit it does
 * nothing.
 */
public final class SecretsSeen implements ExecutionInterceptor {
  private static final Set<String> BYTES =
      Set.of("Plaintext", "PrivateKeyPlaintext", "SharedSecret", "Message");

  /** So begin what dry runs and the doctor send, which say of themselves that they mean nothing. */
  private static final String PUBLIC = "kms-jca";

  private static volatile Needles audited;

  /** Tells this audit from now on; {@code null}: none. */
  static void tell(Needles needles) {
    audited = needles;
  }

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    look(context.request());
  }

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    context
        .httpRequest()
        .firstMatchingHeader("X-Amz-Security-Token")
        .ifPresent(token -> add("session token", token));
  }

  @Override
  public void afterUnmarshalling(
      Context.AfterUnmarshalling context, ExecutionAttributes attributes) {
    look(context.response());
  }

  private static void look(SdkPojo message) {
    if (audited == null) {
      return;
    }
    for (SdkField<?> field : message.sdkFields()) {
      String name = field.memberName();
      Object value = field.getValueOrDefault(message);
      if (BYTES.contains(name) && value instanceof SdkBytes bytes) {
        add(name, bytes.asByteArray());
      } else if (name.endsWith("EncryptionContext") && value instanceof Map<?, ?> context) {
        context.values().forEach(v -> add("context value", v.toString()));
      } else if (name.equals("GrantTokens") && value instanceof List<?> tokens) {
        tokens.forEach(token -> add("grant token", token.toString()));
      }
    }
  }

  private static void add(String what, String secret) {
    add(what, secret.getBytes(UTF_8));
  }

  private static void add(String what, byte[] secret) {
    Needles needles = audited;
    if (needles != null && !new String(secret, UTF_8).startsWith(PUBLIC)) {
      needles.add(what, secret);
    }
  }
}
