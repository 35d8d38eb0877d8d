package io.github.kmsjca.localkms.internal.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kmsjca.localkms.internal.model.Caller;
import io.github.kmsjca.localkms.internal.model.ErrorType;
import io.github.kmsjca.localkms.internal.model.KmsFailure;
import io.github.kmsjca.localkms.internal.model.Scope;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who signed a request, or refuses it. The session token of a lasting access key is
 * covered by the signature but means nothing here. Thread safe.
 */
public final class SignatureCheck {
  private static final String SERVICE = "kms";
  private static final String TERMINATOR = "aws4_request";
  private static final Duration MAX_SKEW = Duration.ofMinutes(15);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Map<String, Credential> credentials;
  private final Clock clock;
  private final Clock expiry;

  /**
   * Accepts signatures by these credentials.
   *
   * @param clock what signatures must be close to: the time of the clients
   * @param expiry by which sessions end: the time of KMS, which may be shifted
   */
  public SignatureCheck(Collection<Credential> credentials, Clock clock, Clock expiry) {
    this.credentials =
        credentials.stream()
            .collect(Collectors.toUnmodifiableMap(Credential::accessKeyId, Function.identity()));
    this.clock = clock;
    this.expiry = expiry;
  }

  /**
   * Checks a request.
   *
   * @throws KmsFailure if it is not signed, or not by anybody known
   */
  public Caller check(SignedRequest request) {
    Authorization authorization = Authorization.parse(request);
    String dateTime =
        request
            .header("x-amz-date")
            .orElseThrow(
                () ->
                    ErrorType.INCOMPLETE_SIGNATURE.failure(
                        "A signed request needs the header X-Amz-Date."));
    checkDate(authorization, dateTime);
    checkScope(authorization);
    checkSignedHeaders(authorization, request);
    Credential credential = credentials.get(authorization.accessKeyId());
    if (credential == null) {
      throw unrecognized();
    }
    checkSession(credential.session(), request);
    checkSignature(authorization, request, dateTime, credential);
    return new Caller(
        credential.accessKeyId(), new Scope(credential.account(), authorization.region()));
  }

  /** What a request says of its caller, whether true or not; empty texts if nothing. */
  public static Caller claimed(SignedRequest request) {
    try {
      Authorization authorization = Authorization.parse(request);
      return new Caller(authorization.accessKeyId(), new Scope("", authorization.region()));
    } catch (KmsFailure unreadable) {
      return new Caller("", new Scope("", ""));
    }
  }

  private void checkDate(Authorization authorization, String dateTime) {
    Instant signed;
    try {
      signed = DATE_TIME.parse(dateTime, Instant::from);
    } catch (DateTimeParseException e) {
      throw ErrorType.INCOMPLETE_SIGNATURE.failure(
          "Date must be in ISO-8601 'basic format'. Got '" + dateTime + "'.");
    }
    if (!dateTime.startsWith(authorization.date() + "T")) {
      throw refused(
          "Date in Credential scope does not match YYYYMMDD from the date of the request: '"
              + authorization.date()
              + "' and '"
              + dateTime
              + "'.");
    }
    Instant now = clock.instant();
    Instant earliest = now.minus(MAX_SKEW);
    if (signed.isBefore(earliest)) {
      throw refused(
          "Signature expired: " + dateTime + " is now earlier than " + shown(earliest, now, '-'));
    }
    Instant latest = now.plus(MAX_SKEW);
    if (signed.isAfter(latest)) {
      throw refused(
          "Signature not yet current: "
              + dateTime
              + " is still later than "
              + shown(latest, now, '+'));
    }
  }

  private static String shown(Instant bound, Instant now, char sign) {
    return DATE_TIME.format(bound) + " (" + DATE_TIME.format(now) + " " + sign + " 15 min.)";
  }

  private static void checkScope(Authorization authorization) {
    if (!authorization.service().equals(SERVICE)) {
      throw refused("Credential should be scoped to correct service: '" + SERVICE + "'.");
    }
    if (!authorization.terminator().equals(TERMINATOR)) {
      throw refused("Credential should be scoped with a valid terminator: '" + TERMINATOR + "'.");
    }
    if (!Scope.isRegion(authorization.region())) {
      throw refused("Credential should be scoped to a valid region.");
    }
  }

  private static void checkSignedHeaders(Authorization authorization, SignedRequest request) {
    List<String> signed = authorization.signedHeaders();
    if (!signed.contains("host")) {
      throw refused("'Host' must be a 'SignedHeader' in the AWS Authorization.");
    }
    for (String name : request.headers().keySet()) {
      if (name.startsWith("x-amz-") && !signed.contains(name)) {
        throw refused("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
      }
    }
  }

  private void checkSession(Credential.@Nullable Session session, SignedRequest request) {
    if (session == null) {
      return;
    }
    byte[] given = request.header("x-amz-security-token").orElse("").getBytes(UTF_8);
    if (!MessageDigest.isEqual(session.token().getBytes(UTF_8), given)) {
      throw unrecognized();
    }
    if (!expiry.instant().isBefore(session.expiration())) {
      throw ErrorType.EXPIRED_TOKEN.failure(
          "The security token included in the request is expired");
    }
  }

  private static void checkSignature(
      Authorization authorization, SignedRequest request, String dateTime, Credential credential) {
    String canonical = CanonicalRequest.of(request, authorization.signedHeaders());
    String toSign =
        String.join(
            "\n",
            Authorization.ALGORITHM,
            dateTime,
            authorization.scope(),
            Hashing.sha256(canonical.getBytes(UTF_8)));
    byte[] key = ("AWS4" + credential.secret()).getBytes(UTF_8);
    for (String part :
        List.of(
            authorization.date(),
            authorization.region(),
            authorization.service(),
            authorization.terminator(),
            toSign)) {
      key = Hashing.hmac(key, part);
    }
    byte[] expected = HexFormat.of().formatHex(key).getBytes(UTF_8);
    if (!MessageDigest.isEqual(expected, authorization.signature().getBytes(UTF_8))) {
      throw refused(
          "The request signature we calculated does not match the signature you provided."
              + " Check your AWS Secret Access Key and signing method."
              + " Consult the service documentation for details.");
    }
  }

  private static KmsFailure unrecognized() {
    return ErrorType.UNRECOGNIZED_CLIENT.failure(
        "The security token included in the request is invalid.");
  }

  private static KmsFailure refused(String message) {
    return ErrorType.SIGNATURE_MISMATCH.failure(message);
  }
}
