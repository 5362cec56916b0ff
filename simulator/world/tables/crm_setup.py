"""The CRM's own configuration: users, rights, reports, apps, tokens, code (domain.md 1.6, tables 17 to 23)."""

from __future__ import annotations

from simulator.world.tables.columns import key, maybe, number, number_key, numbers, table, text, texts, to

_RIGHTS = ("view_all", "modify_all", "api", "export_report", "manage_mfa")

crm_profile = table("crm_profile", key("profile_id", api="Profile.Id"), text("name", api="Profile.Name"),
                    *numbers(*_RIGHTS))  # fmt: skip
crm_user = table(
    "crm_user",
    key("user_id", "STAFF", api="User.Id"),
    text("username", "STAFF", api="User.Username"),
    to("profile", crm_profile, api="User.ProfileId"),
    text("kind"),
    text("department", api="User.Department"),
    number("is_active", api="User.IsActive"),
    number("is_frozen", api="UserLogin.IsFrozen"),
    number("mfa_waived"),
    text("hire_date", "STAFF", shape="date"),
    maybe("term_date", "STAFF", shape="date"),
)
crm_permission_set = table(
    "crm_permission_set",
    key("permission_set_id", api="PermissionSet.Id"),
    text("name", api="PermissionSet.Label"),
    *numbers(*_RIGHTS),
)
crm_permission_assignment = table(
    "crm_permission_assignment",
    number_key("assignment_id"),
    to("assignee_id", crm_user, api="PermissionSetAssignment.AssigneeId"),
    to("permission_set_id", crm_permission_set, api="PermissionSetAssignment.PermissionSetId"),
    maybe("expiration_date", api="PermissionSetAssignment.ExpirationDate", shape="date"),
    number("is_active", api="PermissionSetAssignment.IsActive"),
    number("is_revoked", api="PermissionSetAssignment.IsRevoked"),
)
crm_object_config = table(
    "crm_object_config",
    key("object", api="EntityDefinition.QualifiedApiName"),
    number("history_tracking_on", api="EntityDefinition.IsFieldHistoryTracked"),
    *numbers("event_monitoring_on", "encrypted_on"),
    text("classification", api="EntityDefinition.SecurityClassification"),
)
crm_field_permission = table(
    "crm_field_permission",
    number_key("field_permission_id"),
    to("object", crm_object_config, api="FieldPermissions.SobjectType"),
    text("field", api="FieldPermissions.Field"),
    to("profile", crm_profile, api="FieldPermissions.ParentId"),
    number("read", api="FieldPermissions.PermissionsRead"),
    number("edit", api="FieldPermissions.PermissionsEdit"),
)
crm_report = table(
    "crm_report",
    key("report_id", api="Report.Id"),
    text("name", api="Report.Name"),
    text("folder", api="Report.FolderName"),
    text("columns_json", api="reportMetadata.detailColumns", shape="json"),
    text("filter_json", api="reportMetadata.reportFilters", shape="json"),
    number("has_phi_columns"),
    maybe("last_run", api="Report.LastRunDate", shape="date"),
    maybe("schedule", api="CronTrigger.CronExpression"),
)
crm_connected_app = table(
    "crm_connected_app",
    key("app_id", api="ConnectedApplication.Id"),
    text("name", api="ConnectedApplication.Name"),
    text("vendor"),
    text("scopes", api="ConnectedApp.oauthConfig.scopes"),
    text("installed", api="ConnectedApplication.CreatedDate", shape="date"),
    number("admin_approved_only", api="ConnectedApplication.OptionsAllowAdminApprovedUsersOnly"),
    text("refresh_policy", api="ConnectedApplication.RefreshTokenValidityPeriod"),
    text("ip_relaxation", api="ConnectedApp.oauthPolicy.ipRelaxation"),
    maybe("allowed_ips", api="ConnectedApp.ipRanges"),
)
crm_oauth_token = table(
    "crm_oauth_token",
    number_key("token_id"),
    to("app_id", crm_connected_app, api="OauthToken.AppMenuItemId"),
    to("user_id", crm_user, api="OauthToken.UserId"),
    text("issued_at", shape="moment"),
    text("last_used", api="OauthToken.LastUsedDate", shape="moment"),
    number("use_count", api="OauthToken.UseCount"),
    maybe("revoked_at", shape="moment"),
    text("kind"),
    maybe("expires_at", shape="moment"),
)
crm_apex_query = table(
    "crm_apex_query",
    key("entry_point"),
    *texts("component", "sharing_mode", "soql_text"),
    number("has_where"),
    *texts("mode", "exposure"),
)
