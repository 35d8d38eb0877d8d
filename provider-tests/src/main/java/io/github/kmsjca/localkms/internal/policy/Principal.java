package io.github.kmsjca.localkms.internal.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param account empty for a service
 * @param arn the identity as refusals name it; for a service, its name
 * @param entity what policies are attached to: the role of a session, else the same ARN
 * @param name the user's name, the session's name, the account or the service
 */
public record Principal(Kind kind, String account, String arn, String entity, String name) {

  /** The kinds of principals, by what {@code aws:PrincipalType} says. */
  public enum Kind {
    ROOT("Account"),
    USER("User"),
    SESSION("AssumedRole"),
    FEDERATED_USER("FederatedUser"),
    SERVICE("AWSService");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  // The unique ids of AWS are as long as these: a prefix that tells the kind, then 17 characters.
  private static final BigInteger IDS = BigInteger.ONE.shiftLeft(85).subtract(BigInteger.ONE);
  private static final int RADIX = 32;
  private static final int ID_LENGTH = 17;

  /**
   * The principal that an ARN of IAM or STS names: an account's root, a user, a session of a role
   * or of a federated user. A role itself never calls, only its sessions do.
   */
  public static Optional<Principal> of(String arn) {
    return PrincipalArn.parse(arn).flatMap(Principal::of);
  }

  /** A session of a role, whose ARN may have a path that the session's lacks. */
  public static Optional<Principal> session(String roleArn, String sessionName) {
    return PrincipalArn.parse(roleArn)
        .filter(role -> role.type().equals("role") && !sessionName.isEmpty())
        .map(
            role ->
                new Principal(
                    Kind.SESSION,
                    role.account(),
                    "arn:"
                        + role.partition()
                        + ":sts::"
                        + role.account()
                        + ":assumed-role/"
                        + role.lastName()
                        + "/"
                        + sessionName,
                    roleArn,
                    sessionName));
  }

  /** A service of AWS, such as {@code logs.amazonaws.com}. */
  public static Principal service(String name) {
    return new Principal(Kind.SERVICE, "", name, name, name);
  }

  private static Optional<Principal> of(PrincipalArn arn) {
    return switch (arn.type()) {
      case "root" -> Optional.of(whole(Kind.ROOT, arn, arn.account()));
      case "user" -> Optional.of(whole(Kind.USER, arn, arn.lastName()));
      case "federated-user" -> Optional.of(whole(Kind.FEDERATED_USER, arn, arn.lastName()));
      case "assumed-role" -> {
        String role = arn.name().substring(0, arn.name().indexOf('/'));
        yield session(
            "arn:" + arn.partition() + ":iam::" + arn.account() + ":role/" + role, arn.lastName());
      }
      default -> Optional.empty();
    };
  }

  private static Principal whole(Kind kind, PrincipalArn arn, String name) {
    return new Principal(kind, arn.account(), arn.text(), arn.text(), name);
  }

  /** The unique id, which {@code aws:userid} tells. */
  public String userId() {
    return switch (kind) {
      case ROOT, SERVICE -> name;
      case USER -> "AIDA" + id();
      case SESSION -> "AROA" + id() + ":" + name;
      case FEDERATED_USER -> account + ":" + name;
    };
  }

  /** The values of a condition key that is about the principal; none if it is about another. */
  public List<String> values(String key) {
    return switch (key) {
      case "aws:principalarn" -> kind == Kind.SERVICE ? List.of() : List.of(entity);
      case "aws:principalaccount" -> kind == Kind.SERVICE ? List.of() : List.of(account);
      case "aws:principaltype" -> List.of(kind.type);
      case "aws:principalisawsservice" -> List.of(Boolean.toString(kind == Kind.SERVICE));
      case "aws:principalservicename" -> kind == Kind.SERVICE ? List.of(name) : List.of();
      case "aws:userid" -> List.of(userId());
      case "aws:username" -> kind == Kind.USER ? List.of(name) : List.of();
      case "kms:calleraccount" -> kind == Kind.SERVICE ? List.of() : List.of(account);
      default -> List.of();
    };
  }

  private String id() {
    String digits = new BigInteger(1, entity.getBytes(UTF_8)).mod(IDS).toString(RADIX);
    return "A".repeat(ID_LENGTH - digits.length()) + digits.toUpperCase(Locale.ROOT);
  }
}
